package io.mirrornet.lab.local;

import com.nimbusds.jose.jwk.JWKSet;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.kubernetes.node.NodeMachine;
import io.mirrornet.lab.kubernetes.node.NodeSpec;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cluster: a control plane beside the virtual network, and nodes on virtual machines. */
final class LocalKubernetes implements AutoCloseable {

  /** Who issues the tokens of service accounts. */
  static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration TICK = Duration.ofMillis(300);
  private static final String READY =
      "--output=jsonpath={range .items[*]}{.metadata.name}"
          + "={.status.conditions[?(@.type==\"Ready\")].status}{\"\\n\"}{end}";

  private final ControlPlane plane;
  private final Kubectl administrator;
  private final Programs programs;
  private final Path images;
  private final Closing closing = new Closing();
  private final Map<String, NodeMachine> nodes = new LinkedHashMap<>();

  private LocalKubernetes(ControlPlane plane, Programs programs, Path images) {
    this.plane = plane;
    this.administrator = plane.kubectl();
    this.programs = programs;
    this.images = images;
    closing.first(plane::close);
  }

  /**
   * Starts the control plane.
   *
   * @param address of an interface in the namespace
   * @param images archives that every node imports when it boots
   */
  static LocalKubernetes start(
      NetworkNamespace inside, Ipv4Address address, Programs programs, Path images) {
    Site site = new Site.InNamespace(inside, address);
    ControlPlane plane = ControlPlane.start(programs, site, ControlPlane.Extent.WITH_CONTROLLERS);
    return new LocalKubernetes(plane, programs, images);
  }

  /** A node that joins when its machine boots. */
  GuestSoftware node(NodeSpec spec) {
    NodeMachine node = NodeMachine.create(spec, plane, programs, images);
    nodes.put(spec.name(), node);
    closing.first(node::close);
    return new GuestSoftware() {
      @Override
      public void booted(NetworkNamespace network, List<NetworkInterface> nics) {
        node.boot(network);
      }

      @Override
      public PowerLoss lostPower() {
        node.powerOff();
        return PowerLoss.NOTHING;
      }
    };
  }

  /** kubectl past RBAC. */
  Kubectl administrator() {
    return administrator;
  }

  /** kubectl as somebody. */
  Kubectl kubectl(String user, String... groups) {
    return plane.kubectl(plane.kubeconfig(user, groups));
  }

  /**
   * Starts a program on a node, in its namespaces.
   *
   * @throws IllegalArgumentException if there is no such node
   * @throws IllegalStateException if it is off
   */
  Process exec(String node, List<String> command) {
    NodeMachine machine = nodes.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("there is no virtual machine " + node);
    }
    return machine.exec(command);
  }

  /**
   * Waits until all nodes are Ready.
   *
   * @throws IllegalStateException with the last words of those that are not, when it takes too long
   */
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Set<String> missing = new TreeSet<>(nodes.keySet());
      administrator
          .attempt("get", "nodes", READY)
          .output()
          .lines()
          .filter(line -> line.endsWith("=True"))
          .forEach(line -> missing.remove(line.substring(0, line.indexOf('='))));
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "nodes do not get Ready: "
                + missing.stream()
                    .map(name -> name + ":\n" + lastWords(name))
                    .collect(Collectors.joining("\n")));
      }
      Thread.sleep(TICK);
    }
  }

  private String lastWords(String node) {
    NodeMachine machine = nodes.get(node);
    return machine == null ? "" : machine.lastWords();
  }

  /** The public keys of the tokens of service accounts. */
  JWKSet keys() {
    try {
      return JWKSet.parse(administrator.run("get", "--raw", "/openid/v1/jwks"));
    } catch (ParseException e) {
      throw new IllegalStateException("the API server gave no keys", e);
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
