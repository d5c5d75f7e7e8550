package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.HostPhase;
import io.mirrornet.api.network.HostStatus;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is news. */
class AnnouncementTest {

  private static final Metadata OBJECT =
      new Metadata(
          new ObjectKey("healthshare", "ucr"),
          "uid",
          "1",
          1,
          Instant.EPOCH,
          Optional.empty(),
          Set.of(),
          Map.of());
  private static final HealthShareMirrorNetworkStatus READY =
      Samples.ready(ConditionStatus.True, "all is");
  private static final HealthShareMirrorNetworkStatus NOT_READY =
      Samples.ready(ConditionStatus.False, "hs-vm-a: no");

  @Test
  void becomingReadyIsGoodNewsAndCeasingToBeIsBad() {
    assertThat(Announcement.ofNetwork(OBJECT, NOT_READY, READY))
        .singleElement()
        .satisfies(news -> assertThat(news.warning()).isFalse());
    assertThat(Announcement.ofNetwork(OBJECT, READY, NOT_READY))
        .singleElement()
        .satisfies(news -> assertThat(news.warning()).isTrue());
  }

  @Test
  void stayingTheSameAndNotBeingReadyYetIsNoNews() {
    assertThat(Announcement.ofNetwork(OBJECT, READY, READY)).isEmpty();
    assertThat(Announcement.ofNetwork(OBJECT, NOT_READY, NOT_READY)).isEmpty();
    assertThat(Announcement.ofNetwork(OBJECT, HealthShareMirrorNetworkStatus.EMPTY, NOT_READY))
        .isEmpty();
  }

  @Test
  void aHostThatIsRefusedIsToldOnceForEachReason() {
    HealthShareMirrorNetworkStatus windows = refused(ConditionReason.WindowsHost);
    HealthShareMirrorNetworkStatus foreign = refused(ConditionReason.VirtualMachineMismatch);

    assertThat(Announcement.ofNetwork(OBJECT, HealthShareMirrorNetworkStatus.EMPTY, windows))
        .singleElement()
        .satisfies(news -> assertThat(news.reason()).isEqualTo("WindowsHost"));
    assertThat(Announcement.ofNetwork(OBJECT, windows, windows)).isEmpty();
    assertThat(Announcement.ofNetwork(OBJECT, windows, foreign)).hasSize(1);
  }

  @Test
  void eachPhaseOfADisruptionIsToldOnce() {
    HostDisruptionStatus unwritten =
        new HostDisruptionStatus(null, DisruptionPhase.Proposed, null, List.of(), null, List.of());
    HostDisruptionStatus proposed = Samples.phase(DisruptionPhase.Proposed);
    HostDisruptionStatus restoring = Samples.phase(DisruptionPhase.Restoring);

    assertThat(Announcement.ofDisruption(OBJECT, unwritten, proposed))
        .singleElement()
        .satisfies(news -> assertThat(news.reason()).isEqualTo("Proposed"));
    assertThat(Announcement.ofDisruption(OBJECT, proposed, proposed)).isEmpty();
    assertThat(Announcement.ofDisruption(OBJECT, proposed, restoring))
        .singleElement()
        .satisfies(news -> assertThat(news.warning()).isTrue());
  }

  private static HealthShareMirrorNetworkStatus refused(ConditionReason reason) {
    return new HealthShareMirrorNetworkStatus(
        1L,
        List.of(),
        null,
        List.of(),
        List.of(
            new HostStatus(
                "hs-vm-a",
                null,
                null,
                null,
                null,
                HostPhase.Refused,
                reason,
                List.of(),
                null,
                null,
                false,
                null,
                "why")),
        List.of());
  }
}
