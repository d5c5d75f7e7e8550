package io.mirrornet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.api.Arbiter;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MemberProbe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemberReaderTest {

  private static final MemberProbe MEMBER =
      new MemberProbe(
          "REGISTRY",
          "REGA",
          1972,
          new MemberEndpoint("http://127.0.0.1:52773/csp/bin/mirror_status.cxw"),
          null,
          new Arbiter("10.0.9.4", 2188));

  private final SocketTable sockets = SocketTable.ofThisNamespace();
  private final CountDownLatch connected = new CountDownLatch(1);

  @AfterEach
  void closeTheTable() {
    sockets.close();
  }

  @Test
  void pagesAndConnectionsAreWaitedForAtTheSameTime() {
    MemberReader reader = new MemberReader(this::afterTheConnection, this::connect, sockets);

    MemberEvidence evidence =
        reader.read(List.of(MEMBER), Duration.ofSeconds(20)).getFirst().evidence();

    assertThat(evidence.statusPage()).isEqualTo(ConditionStatus.True);
  }

  @Test
  void aPageThatNeverComesIsWaitedForNoLongerThanAllowed() {
    CountDownLatch never = new CountDownLatch(1);
    MemberReader reader =
        new MemberReader(
            (_, _) -> {
              await(never);
              return Map.of();
            },
            this::connect,
            sockets);

    MemberEvidence evidence =
        reader.read(List.of(MEMBER), Duration.ofMillis(200)).getFirst().evidence();
    never.countDown();

    assertThat(evidence.statusPage()).isEqualTo(ConditionStatus.Unknown);
  }

  @Test
  void aUrlThatIsNoneCostsItsOwnPageAlone() {
    MemberProbe odd =
        new MemberProbe(
            "REGISTRY", "REGB", 1973, new MemberEndpoint("http://h/a|b"), MEMBER.status(), null);
    MemberReader reader = new MemberReader(this::afterTheConnection, this::connect, sockets);

    List<MemberReading> readings = reader.read(List.of(odd, MEMBER), Duration.ofSeconds(20));

    assertThat(readings.getFirst().status())
        .hasValueSatisfying(page -> assertThat(page).isInstanceOf(Page.Unasked.class));
    assertThat(readings.getFirst().metrics()).contains(new Page.Answered(200, "SUCCESS"));
    assertThat(readings.getFirst().evidence().message()).contains("http://h/a|b: not a URL");
    assertThat(readings.get(1).evidence().statusPage()).isEqualTo(ConditionStatus.True);
  }

  @Test
  void aMemberThatWasNeverAskedIsNotCalledDown() {
    MemberProbe odd =
        new MemberProbe("REGISTRY", "REGB", 1, new MemberEndpoint("http://h/a|b"), null, null);

    MemberReader reader = new MemberReader((_, _) -> Map.of(), this::connect, sockets);

    assertThat(reader.read(List.of(odd), Duration.ofSeconds(20)).getFirst().evidence().role())
        .isEqualTo(MemberRole.Unknown);
  }

  @Test
  void anArbiterAtAnAddressOfAzureItselfIsNotConnectedTo() {
    MemberProbe metadata =
        new MemberProbe("REGISTRY", "REGB", 1, null, null, new Arbiter("169.254.169.254", 80));
    List<Probe> tried = new ArrayList<>();
    MemberReader reader =
        new MemberReader(
            (_, _) -> Map.of(),
            (probes, _) -> {
              tried.addAll(probes);
              return Map.of();
            },
            sockets);

    MemberEvidence evidence =
        reader.read(List.of(metadata), Duration.ofSeconds(20)).getFirst().evidence();

    assertThat(tried).isEmpty();
    assertThat(evidence.arbiterReachable()).isEqualTo(ConditionStatus.Unknown);
    assertThat(evidence.message()).contains("169.254.169.254 is never connected to");
  }

  /** Answers only once the connection to the arbiter was tried. */
  private Map<URI, Page> afterTheConnection(Collection<URI> pages, Duration timeout) {
    await(connected);
    Map<URI, Page> answers = new HashMap<>();
    pages.forEach(page -> answers.put(page, new Page.Answered(200, "SUCCESS")));
    return answers;
  }

  private Map<Probe, Outcome> connect(Collection<Probe> probes, Duration timeout) {
    connected.countDown();
    return Collections.emptyMap();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
