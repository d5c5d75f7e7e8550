package io.mirrornet.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusWriterIT {

  private static final MirrorHostRouteStatus FOUND = status("eth1", null);

  private ControlPlane plane;
  private KubernetesClient client;
  private StatusWriter writer;

  @BeforeAll
  void start() {
    plane =
        ControlPlane.start(Programs.ofUser(), new Site.Loopback(), ControlPlane.Extent.API_SERVER);
    plane
        .kubectl()
        .run(
            "apply",
            "--server-side",
            "--filename=" + Path.of("../crds/mirrorhostroutes.mirrornet.io.yaml"));
    plane.kubectl().run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    Config config =
        Config.fromKubeconfig(plane.kubeconfig("lab-administrator", "system:masters").yaml());
    // fabric8 takes a PKCS #8 key for RSA unless it is told.
    config.setClientKeyAlgo("EC");
    client = new KubernetesClientBuilder().withConfig(config).build();
    writer = new StatusWriter(client);
  }

  @AfterEach
  void deleteTheObject() {
    object().delete();
  }

  @AfterAll
  void close() {
    client.close();
    plane.close();
  }

  @Test
  void aStatusIsWrittenWholeAndWhatIsNoLongerSaidDisappears() {
    HostRoute route = create();
    Evidence evidence = new Evidence("n-1", Instant.EPOCH, List.of(), List.of());

    assertThat(writer.tell(route, status("eth1", evidence))).isTrue();
    assertThat(object().get().getStatus()).isEqualTo(status("eth1", evidence));

    assertThat(writer.tell(route, FOUND)).isTrue();
    assertThat(object().get().getStatus()).isEqualTo(FOUND);
  }

  @Test
  void aChangeOfTheSpecMeanwhileIsNoConflict() {
    HostRoute route = create();
    object()
        .edit(live -> {
          live.setSpec(live.getSpec().withEvidenceRequest("n-1"));
          return live;
        });

    assertThat(writer.tell(route, FOUND)).isTrue();

    assertThat(object().get().getSpec().evidenceRequest()).isEqualTo("n-1");
    assertThat(object().get().getStatus()).isEqualTo(FOUND);
  }

  @Test
  void theSameAgainIsNoWrite() {
    HostRoute route = create();
    writer.tell(route, FOUND);
    String version = object().get().getMetadata().getResourceVersion();

    assertThat(writer.tell(route, FOUND)).isTrue();

    assertThat(object().get().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void aStatusOfADeletedObjectIsNotTakenByItsSuccessor() {
    HostRoute deleted = create();
    object().delete();
    assertThat(writer.tell(deleted, FOUND)).isFalse();

    HostRoute successor = create();

    assertThat(writer.tell(deleted, FOUND)).isFalse();
    assertThat(object().get().getStatus()).isNull();
    assertThat(writer.tell(successor, FOUND)).isTrue();
  }

  private HostRoute create() {
    MirrorHostRoute object = new MirrorHostRoute();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("default").withName("ucr-hs-vm-a").build());
    object.setSpec(
        new MirrorHostRouteSpec(
            "hs-vm-a",
            "node-uid",
            "00000000-0000-0000-0000-000000000001",
            null,
            List.of(),
            List.of(),
            Probes.DEFAULT,
            null));
    MirrorHostRoute created = client.resource(object).create();
    return new HostRoute(
        "default",
        "ucr-hs-vm-a",
        created.getMetadata().getUid(),
        1,
        Instant.EPOCH,
        created.getSpec(),
        MirrorHostRouteStatus.EMPTY);
  }

  private Resource<MirrorHostRoute> object() {
    return client.resources(MirrorHostRoute.class).inNamespace("default").withName("ucr-hs-vm-a");
  }

  private static MirrorHostRouteStatus status(String interfaceName, @Nullable Evidence evidence) {
    return new MirrorHostRouteStatus(
        1L, interfaceName, List.of(), List.of(), false, List.of(), evidence);
  }
}
