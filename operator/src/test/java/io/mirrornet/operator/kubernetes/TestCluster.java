package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubeconfig;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real API server with the CRDs as checked in. One serves all tests of a run. */
public final class TestCluster implements AutoCloseable {

  private static final String USER = "operator-under-test";
  private static final Path CRDS = Path.of("../crds");

  private final ControlPlane plane;
  private final KubernetesClient administrator;
  private final AtomicInteger count = new AtomicInteger();

  private TestCluster(ControlPlane plane) {
    this.plane = plane;
    this.administrator =
        ApiClients.of(config(plane.kubeconfig("lab-administrator", "system:masters")));
  }

  /** Starts one, some seconds. */
  public static TestCluster start() {
    ControlPlane plane =
        ControlPlane.start(Programs.ofUser(), new Site.Loopback(), ControlPlane.Extent.API_SERVER);
    try {
      plane.kubectl().apply(crds());
      plane.kubectl().run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
      TestCluster cluster = new TestCluster(plane);
      // A kind that was just established answers "storage is (re)initializing" for a moment.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .untilAsserted(cluster::clear);
      return cluster;
    } catch (RuntimeException | Error e) {
      plane.close();
      throw e;
    }
  }

  /** Makes fresh namespaces, in which the operator has its rights. */
  public Place place() {
    int number = count.incrementAndGet();
    Place place = new Place("system-" + number, "agents-" + number, "healthshare-" + number);
    Stream.of(place.system(), place.agents(), place.networks())
        .forEach(name ->
            administrator
                .resource(
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
                .create());
    plane
        .kubectl()
        .apply(
            resource("/rbac.yaml")
                .replace("SYSTEM", place.system())
                .replace("AGENTS", place.agents()));
    return place;
  }

  /**
   * Removes what a test has left of our kinds, held or not: an operator that reads all namespaces
   * would take it for its own in the next test.
   */
  public void clear() {
    Stream.of(HostDisruption.class, MirrorHostRoute.class, HealthShareMirrorNetwork.class)
        .forEach(this::clear);
  }

  private <T extends HasMetadata> void clear(Class<T> kind) {
    for (T left : administrator.resources(kind).inAnyNamespace().list().getItems()) {
      if (!left.getFinalizers().isEmpty()) {
        administrator
            .resource(left)
            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[]}}");
      }
      administrator.resource(left).delete();
    }
  }

  /** Past RBAC. */
  public KubernetesClient administrator() {
    return administrator;
  }

  /** As the operator, with its rights and no more; to be closed. */
  public KubernetesClient operator() {
    return operatorBy(plane.server());
  }

  /** The same by another address. */
  public KubernetesClient operatorBy(URI server) {
    Config config = config(plane.kubeconfig(USER));
    config.setMasterUrl(server.toString());
    return ApiClients.of(config);
  }

  /** The file by which a program of its own calls it as the operator. */
  public String operatorKubeconfig() {
    return plane.kubeconfig(USER).yaml();
  }

  /** Where the API server answers. */
  public URI server() {
    return plane.server();
  }

  @Override
  public void close() {
    administrator.close();
    plane.close();
  }

  private static Config config(Kubeconfig kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.yaml());
    // fabric8 takes a PKCS #8 key for RSA unless it is told.
    config.setClientKeyAlgo("EC");
    return config;
  }

  private static String crds() {
    try (Stream<Path> files = Files.list(CRDS)) {
      return String.join(
          "\n---\n",
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(TestCluster::read)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(TestCluster.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The namespaces of one test.
   *
   * @param system of the operator
   * @param agents of the agents
   * @param networks of networks and what belongs to them
   */
  public record Place(String system, String agents, String networks) {

    /** The Lease of who leads. */
    public ObjectKey leader() {
      return new ObjectKey(system, "test-leader");
    }

    /** The Lease that admits disruptions. */
    public ObjectKey slot() {
      return new ObjectKey(system, "test-disruption");
    }

    /** The ConfigMap with the agent's manifest. */
    public ObjectKey manifest() {
      return new ObjectKey(agents, "agent-manifest");
    }

    /** An object beside the networks. */
    public ObjectKey key(String name) {
      return new ObjectKey(networks, name);
    }
  }
}
