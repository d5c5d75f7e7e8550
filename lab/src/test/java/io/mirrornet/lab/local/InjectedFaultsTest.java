package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.lab.cloud.Principal;
import io.mirrornet.lab.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InjectedFaultsTest {

  private static final Principal PERSON = new Principal("app", "object", "tenant");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Cloud cloud = new Cloud(CloudConfig.azure(), now::get, new Random(1));

  @BeforeEach
  void fill() {
    Scenario scenario = Scenarios.pair();
    CloudFiller.fill(cloud, scenario, Addressing.of(scenario));
    cloud.access().grantAll(PERSON);
  }

  @Test
  void aStartWithoutCapacityFailsAsOftenAsAskedAndThenSucceeds() {
    inject("start", "AllocationFailed", 2);
    act("deallocate");

    act("start");
    assertThat(power()).isEqualTo(PowerState.DEALLOCATED);
    act("start");
    assertThat(power()).isEqualTo(PowerState.DEALLOCATED);
    act("start");
    assertThat(power()).isEqualTo(PowerState.RUNNING);
  }

  @Test
  void aDeallocationThatFailsLeavesTheMachineRunning() {
    inject("deallocate", "InternalExecutionError", 1);

    act("deallocate");

    assertThat(power()).isEqualTo(PowerState.RUNNING);
  }

  @Test
  void aRefusalMeetsTheRequestItself() {
    inject("start", "AuthorizationFailed", 1);

    assertThat(act("start")).isEqualTo("AuthorizationFailed");
  }

  @Test
  void aFaultOfOneMachineDoesNotMeetAnother() {
    inject("deallocate", "AuthorizationFailed", 1);

    assertThat(post("hs-vm-b", "deallocate")).isEmpty();
  }

  @Test
  void nothingElseCanBeAskedToFail() {
    assertThatThrownBy(() -> inject("reboot", "AllocationFailed", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start, deallocate, attach or create, not when reboot");
  }

  private void inject(String when, String code, int times) {
    cloud
        .faults()
        .inject(InjectedFaults.of(new Scenario.InjectedFault(when, "hs-vm-a", code, times)));
  }

  private String act(String action) {
    return post("hs-vm-a", action);
  }

  /** The error's code; empty if the request was accepted. Its operation has ended afterwards. */
  private String post(String machine, String action) {
    Answer answer =
        cloud.handle(
            ArmRequest.of(
                "POST",
                cloud.elsewhere().id("rg-hs", "Microsoft.Compute/virtualMachines", machine)
                    + "/"
                    + action
                    + "?api-version=2024-07-01",
                PERSON));
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(5)));
    return switch (answer) {
      case Answer.Delivered(var response, _) -> response.errorCode();
      case Answer.Lost _ -> "lost";
    };
  }

  private PowerState power() {
    return cloud.machines().getFirst().power();
  }
}
