package io.mirrornet.operator.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.world.AzureWorld;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.WorldCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationBookTest {

  private static final ResourceId VM =
      ResourceId.of(AzureWorld.GROUP, "Microsoft.Compute/virtualMachines", "hs-vm-a");

  private final OperationBook book = new OperationBook();
  private final WorldCloud cloud = new WorldCloud(DisruptionStory.beginning());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aStartThatFailsForLackOfCapacityIsTriedLessAndLessOften() {
    assertThat(List.of(failedStart(), failedStart(), failedStart()))
        .extracting(failed -> Duration.between(now(failed), failed.notBefore()))
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
  }

  @Test
  void failuresInARowAreCounted() {
    assertThat(List.of(failedStart(), failedStart(), failedStart()))
        .extracting(Attempt.Failed::count)
        .containsExactly(1, 2, 3);
  }

  @Test
  void anotherChangeBeginsToCountAnew() {
    failedStart();

    assertThat(failed(Change.REPLACE_INTERFACES).count()).isEqualTo(1);
  }

  private Instant now(Attempt.Failed failed) {
    // Each failure was heard of ten minutes after the one before.
    return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(10L * failed.count()));
  }

  private Attempt.Failed failedStart() {
    return failed(Change.START);
  }

  private Attempt.Failed failed(Change change) {
    book.begun(VM, change, new Acceptance.Accepted(new Operation("https://x", "c-1")), now);
    now = now.plus(Duration.ofMinutes(10));
    cloud.operationEnds(
        new Progress.Failed(
            new CloudError(
                CloudError.Kind.NO_CAPACITY,
                "AllocationFailed",
                "no room",
                Optional.of(Duration.ofSeconds(1)),
                "c-1")));
    assertThat(book.ask(cloud, now)).containsExactly(VM);
    return (Attempt.Failed) Optional.ofNullable(book.attempts().get(VM)).orElseThrow();
  }
}
