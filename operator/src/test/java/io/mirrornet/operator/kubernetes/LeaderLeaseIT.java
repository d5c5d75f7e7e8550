package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who leads, over a real Lease; each candidate has its own clock. */
@OnCluster
class LeaderLeaseIT {

  private final Place place;
  private final KubernetesClient client;
  private final AtomicLong clockA = new AtomicLong(1_000_000_000_000L);
  private final AtomicLong clockB = new AtomicLong(5_000_000_000L);
  private final LeaderLease a;
  private final LeaderLease b;
  private int wonByB;

  LeaderLeaseIT(TestCluster cluster) {
    this.place = cluster.place();
    this.client = cluster.operator();
    this.a =
        new LeaderLease(client, place.leader(), "a", clockA::get, InstantSource.system(), () -> {});
    this.b =
        new LeaderLease(
            client, place.leader(), "b", clockB::get, InstantSource.system(), () -> wonByB++);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void oneOfTwoLeadsAndKeepsLeadingWhileItRenews() {
    a.step();
    b.step();
    assertThat(a.isHeld()).isTrue();
    assertThat(b.isHeld()).isFalse();
    int term = a.term();

    for (int i = 0; i < 20; i++) {
      pass(LeaderLease.RETRY);
      a.step();
      b.step();
    }

    assertThat(a.isHeld()).isTrue();
    assertThat(a.term()).isEqualTo(term);
    assertThat(b.isHeld()).isFalse();
  }

  @Test
  void aLeaderThatIsKilledIsFollowedWhenItsLeaseHasRunOut() {
    a.step();
    b.step();

    pass(Candidacy.LEASE.minusSeconds(1));
    b.step();
    assertThat(b.isHeld()).isFalse();

    pass(Duration.ofSeconds(1));
    b.step();
    assertThat(b.isHeld()).isTrue();
    assertThat(b.term()).isEqualTo(a.term() + 1);
    assertThat(wonByB).isEqualTo(1);
    assertThat(a.isHeld()).isFalse();
  }

  @Test
  void aProcessThatSleptDoesNotBelieveThatItStillLeadsAndNobodyElseLedMeanwhile() {
    a.step();

    clockA.addAndGet(Candidacy.LEASE.minus(Candidacy.ONE_REQUEST).toNanos());

    assertThat(a.isHeld()).as("before it could ask anybody").isFalse();
    int term = a.term();
    a.step();
    assertThat(a.isHeld()).isTrue();
    assertThat(a.term()).isEqualTo(term);
  }

  @Test
  void aProcessThatSleptWhileAnotherTookOverFindsOut() {
    a.step();
    b.step();
    pass(Candidacy.LEASE);
    b.step();

    a.step();

    assertThat(a.isHeld()).isFalse();
    assertThat(b.isHeld()).isTrue();
  }

  @Test
  void aLeaderThatEndsGivesTheLeaseBackAtOnce() {
    a.start();
    await(a);
    a.close();
    assertThat(a.isHeld()).isFalse();

    b.step();

    assertThat(b.isHeld()).isTrue();
    Lease lease =
        client
            .resources(Lease.class)
            .inNamespace(place.system())
            .withName(place.leader().name())
            .get();
    assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("b");
  }

  private void await(LeaderLease lease) {
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(lease::isHeld);
  }

  private void pass(Duration time) {
    clockA.addAndGet(time.toNanos());
    clockB.addAndGet(time.toNanos());
  }
}
