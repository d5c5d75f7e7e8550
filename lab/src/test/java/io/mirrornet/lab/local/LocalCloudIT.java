package io.mirrornet.lab.local;

import static io.mirrornet.lab.local.Scenarios.INDEX;
import static io.mirrornet.lab.local.Scenarios.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.net.Ipv4Address;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests, packets and mirrors follow the cloud; without Kubernetes. */
@RequiresRoot
@RequiresPrograms(Program.NFT)
class LocalCloudIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration LOSS = Duration.ofMillis(300);
  private static final int OK = 200;
  private static final String MACHINE_B = "Microsoft.Compute/virtualMachines/hs-vm-b";

  private final LocalCloud cloud =
      new LocalCloud(Scenarios.pair(), true, Nft.of(Programs.ofUser()), InstantSource.system());

  @BeforeEach
  void boot() {
    cloud.boot(LocalCloudIT::nothing);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(call("hs-vm-b", REGISTRY, 1972))
              .isEqualTo(answered("hs-vm-a", "REGA", "10.2.1.5"));
          assertThat(call("hs-vm-b", INDEX, 1973))
              .isEqualTo(answered("hs-vm-a", "IDXA", "10.2.1.5"));
        });
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void aCallFailsExactlyWhereCallerAndPrimaryShareTheMachine() {
    assertThat(call("hs-vm-a", REGISTRY, 1972)).isEqualTo(new Attempt.TimedOut());

    cloud.mirrors().stop("hs-vm-a", "REGA");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(call("hs-vm-a", REGISTRY, 1972))
                .isEqualTo(answered("hs-vm-b", "REGB", "10.2.1.4")));

    assertThat(call("hs-vm-b", REGISTRY, 1972)).isEqualTo(new Attempt.TimedOut());
    assertThat(call("hs-vm-b", INDEX, 1973)).isEqualTo(answered("hs-vm-a", "IDXA", "10.2.1.5"));
    assertThat(cloud.timeline().happenings())
        .filteredOn(Happening.PrimaryChanged.class::isInstance)
        .extracting(
            happening -> ((Happening.PrimaryChanged) happening).mirror(),
            happening -> ((Happening.PrimaryChanged) happening).host())
        .endsWith(tuple("REGISTRY", Optional.empty()), tuple("REGISTRY", Optional.of("hs-vm-b")));
  }

  @Test
  void aDeallocatedMachineTakesInstancesAndSessionsWithItAndTheTimelineSaysSo() throws Exception {
    ArmClient arm = ArmClient.login(cloud.network("operator-vm"), cloud.door().access());
    Session session =
        BannerClient.in(cloud.network("operator-vm"), ANSWER)
            .open(Ipv4Address.parse("10.2.1.5"), 1972);

    arm.call("POST", MACHINE_B + "/deallocate", "");
    awaitPower("hs-vm-b", "deallocated");

    assertThat(session.isAlive(ANSWER)).isFalse();
    assertThat(last(Happening.Deallocated.class))
        .extracting(
            Happening.Deallocated::virtualMachine,
            Happening.Deallocated::sessionsCut,
            Happening.Deallocated::stoppedDirty)
        .containsExactly("hs-vm-b", 1, List.of("REGB", "IDXB"));
    assertThat(state("REGISTRY", "hs-vm-b"))
        .returns("Down", Lab.MemberState::status)
        .returns(false, Lab.MemberState::running);
  }

  @Test
  void aStoppedInstanceIsNotDirtyAndStartsWithTheMachine() throws Exception {
    ArmClient arm = ArmClient.login(cloud.network("operator-vm"), cloud.door().access());
    cloud.mirrors().stop("hs-vm-b", "REGB");
    cloud.mirrors().stop("hs-vm-b", "IDXB");
    arm.call("POST", MACHINE_B + "/deallocate", "");
    awaitPower("hs-vm-b", "deallocated");
    assertThat(last(Happening.Deallocated.class))
        .returns(0, Happening.Deallocated::sessionsCut)
        .returns(List.of(), Happening.Deallocated::stoppedDirty);

    SecondNic.attach(arm, "hs-vm-b");
    arm.call("POST", MACHINE_B + "/start", "");
    awaitPower("hs-vm-b", "running");

    assertThat(last(Happening.Started.class).interfaces())
        .containsExactly("hs-vm-b-nic", SecondNic.NAME);
    assertThat(
            cloud.network("hs-vm-b").exec("ip", "-4", "-brief", "address", "show", "dev", "eth1"))
        .contains("10.2.1.15/24");
    assertThat(cloud.network("hs-vm-b").exec("ip", "route", "show", "default"))
        .contains("dev eth0 proto dhcp src 10.2.1.5 metric 100")
        .contains("dev eth1 proto dhcp src 10.2.1.15 metric 200");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(state("REGISTRY", "hs-vm-b").failoverReady()).isTrue());
  }

  @Test
  void anAgentReadsTheRoleFromThePagesOfTheInstance() {
    NetworkNamespace host = cloud.network("hs-vm-a");
    assertThat(page(host, "http://10.2.1.4:52773/csp/bin/mirror_status.cxw"))
        .isEqualTo("200 SUCCESS\n");
    assertThat(page(host, "http://10.2.1.5:52773/csp/bin/mirror_status.cxw"))
        .isEqualTo("503 FAILED\n");
    assertThat(page(host, "http://10.2.1.4:52773/api/monitor/metrics"))
        .contains("\niris_mirror_status 2\n")
        .contains("\niris_mirror_member_type 3\n");
    assertThat(page(host, "http://10.2.1.5:52773/api/monitor/metrics"))
        .contains("\niris_mirror_status 3\n")
        .contains("iris_mirror_failover_ready 1\n");
  }

  @Test
  void anInstanceThatHangsAnswersNobodyAndItsFrontendLosesIt() {
    cloud.mirrors().hang("hs-vm-a", "REGA", true);

    assertThatThrownBy(
            () -> page(cloud.network("hs-vm-b"), "http://10.2.1.4:52773/csp/bin/mirror_status.cxw"))
        .hasRootCauseInstanceOf(SocketTimeoutException.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(call("hs-vm-b", REGISTRY, 1972)).isEqualTo(new Attempt.TimedOut()));
    assertThat(cloud.mirrors().state("REGISTRY").primaryHost()).isEmpty();
  }

  /** Status and body. */
  private static String page(NetworkNamespace inside, String url) {
    return inside.call(() -> {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setReadTimeout(Math.toIntExact(ANSWER.toMillis()));
      int status = connection.getResponseCode();
      try (InputStream body =
          status == OK ? connection.getInputStream() : connection.getErrorStream()) {
        return status + " " + new String(body.readAllBytes(), StandardCharsets.US_ASCII);
      }
    });
  }

  /** The guest follows its machine a moment later. */
  private void awaitPower(String machine, String power) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            cloud
                .cloud()
                .ask(core ->
                    core.machines().stream()
                        .anyMatch(one ->
                            one.id().name().equals(machine) && one.power().word().equals(power))));
    await().atMost(PATIENCE).until(() -> isOn(machine) == power.equals("running"));
  }

  private boolean isOn(String machine) {
    try {
      return cloud.network(machine).name().equals(machine);
    } catch (IllegalStateException off) {
      return false;
    }
  }

  private <T extends Happening> T last(Class<T> kind) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                cloud.timeline().happenings().stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList(),
            found -> !found.isEmpty())
        .getLast();
  }

  private Lab.MemberState state(String mirror, String host) {
    return cloud.mirrors().state(mirror).members().stream()
        .filter(member -> member.host().equals(host))
        .findFirst()
        .orElseThrow();
  }

  private Attempt call(String machine, Ipv4Address address, int port) {
    return BannerClient.in(cloud.network(machine), LOSS).call(address, port);
  }

  private static Attempt answered(String host, String instance, String source) {
    return new Attempt.Connected(new Banner(host, instance, Ipv4Address.parse(source)));
  }

  private static GuestSoftware nothing(Machine machine) {
    return new GuestSoftware() {
      @Override
      public void booted(NetworkNamespace network, List<NetworkInterface> nics) {}

      @Override
      public PowerLoss lostPower() {
        return PowerLoss.NOTHING;
      }
    };
  }
}
