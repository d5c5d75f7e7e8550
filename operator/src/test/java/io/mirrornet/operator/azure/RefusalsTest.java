package io.mirrornet.operator.azure;

import static io.mirrornet.operator.azure.ServedAzure.GROUP;
import static io.mirrornet.operator.azure.ServedAzure.NIC_A;
import static io.mirrornet.operator.azure.ServedAzure.VM_A;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.cloud.Fault.Effect;
import io.mirrornet.operator.azure.connection.AzureConfig;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.CloudError.Kind;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Azure refuses, fails at, or never answers, as the values that come of it. */
class RefusalsTest {

  private static final String START = "Microsoft.Compute/virtualMachines/start/action";
  private static final String DEALLOCATE = "Microsoft.Compute/virtualMachines/deallocate/action";
  private static final String READ = "Microsoft.Compute/virtualMachines/read";
  private static final ResourceId NEW_NIC = ServedAzure.nic("hs-vm-a-mirror");
  private static final List<NicReference> BOTH =
      List.of(
          new NicReference(NIC_A, true, DeleteOption.DETACH),
          new NicReference(NEW_NIC, false, DeleteOption.DETACH));

  @TempDir private Path directory;
  private ServedAzure served;
  private AzureCloud azure;

  @BeforeEach
  void serve() {
    served = new ServedAzure(directory);
    azure = served.connect();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void tooManyRequestsTellWhenToComeBackAndAreNotRepeated() {
    served.fault(READ, new Effect.Refuse(throttled()), 1);
    served.forgetRequests();

    CloudError error = error(azure.virtualMachine(VM_A));

    assertThat(error.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(error.code()).isEqualTo("TooManyRequests");
    assertThat(error.retryAfter()).contains(Duration.ofSeconds(372));
    assertThat(error.correlationId()).isNotEmpty();
    assertThat(served.requests()).hasSize(1);
  }

  @Test
  void aPageThatIsRefusedLeavesTheWholeListUnknown() {
    served.fault(READ, new Effect.Refuse(throttled()), 1);

    assertThat(error(azure.virtualMachines(GROUP)).kind()).isEqualTo(Kind.THROTTLED);
  }

  @Test
  void aStartWithoutAMachineFailsLongAfterItWasAccepted() {
    ServedAzure.end(azure, azure.deallocate(VM_A, () -> true).orElseThrow());
    served.fault(
        START,
        new Effect.FailOperation(ArmError.of(409, "ZonalAllocationFailed", "no room here")),
        1);

    Acceptance accepted = azure.start(VM_A);

    assertThat(accepted).isInstanceOf(Acceptance.Accepted.class);
    CloudError error = ((Progress.Failed) ServedAzure.end(azure, accepted)).error();
    assertThat(error.kind()).isEqualTo(Kind.NO_CAPACITY);
    assertThat(error.code()).isEqualTo("ZonalAllocationFailed");
    assertThat(error.message()).isEqualTo("no room here");
  }

  @Test
  void anOperationThatAnotherOneEndedIsAConflict() {
    served.fault(
        DEALLOCATE,
        new Effect.CancelOperation(ArmError.of(409, "OperationPreempted", "a newer one")),
        1);

    Progress progress = ServedAzure.end(azure, azure.deallocate(VM_A, () -> true).orElseThrow());

    assertThat(((Progress.Failed) progress).error().kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void aLostAnswerLeavesItOpenWhetherItTookEffect() {
    served.fault(DEALLOCATE, new Effect.LoseAnswer(), 1);
    served.forgetRequests();

    Acceptance acceptance = azure.deallocate(VM_A, () -> true).orElseThrow();

    CloudError error = ((Acceptance.Failed) acceptance).error();
    assertThat(error.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(error.code()).isEmpty();
    assertThat(error.message()).contains("no answer from " + served.served().url());
    assertThat(served.requests()).hasSize(1);
  }

  @Test
  void whoMayNotIsDenied() {
    served.grantOnly(List.of(READ));

    CloudError error =
        ((Acceptance.Failed) azure.deallocate(VM_A, () -> true).orElseThrow()).error();

    assertThat(error.kind()).isEqualTo(Kind.DENIED);
    assertThat(error.code()).isEqualTo("AuthorizationFailed");
    assertThat(error.message()).contains(DEALLOCATE);
  }

  @Test
  void anAnswerAboutAnOperationThatMayNotBeReadIsNoAnswerAboutTheMachine() {
    Acceptance.Accepted accepted =
        (Acceptance.Accepted) azure.deallocate(VM_A, () -> true).orElseThrow();
    served.grantOnly(List.of(READ));

    assertThat(azure.progress(accepted.operation()))
        .isInstanceOfSatisfying(
            Progress.Unknown.class,
            unknown -> assertThat(unknown.error().kind()).isEqualTo(Kind.DENIED));
  }

  @Test
  void anOperationThatAzureHasForgottenIsUnknownForEver() {
    Operation forgotten =
        new Operation(
            served.served().url()
                + "/subscriptions/%s/providers/Microsoft.Compute/locations/westeurope/operations/x?api-version=2025-04-01"
                    .formatted(GROUP.subscription()),
            "c");

    assertThat(azure.progress(forgotten))
        .isInstanceOfSatisfying(
            Progress.Unknown.class, unknown -> assertThat(unknown.error().isTransient()).isFalse());
  }

  @Test
  void aNicIsNotAttachedToARunningMachine() {
    createInterface();

    CloudError error =
        ((Progress.Failed)
                ServedAzure.end(azure, azure.replaceInterfaces(VM_A, BOTH, Optional.empty())))
            .error();

    assertThat(error.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(error.code())
        .isEqualTo("AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported");
  }

  @Test
  void aListMadeFromAnOlderDocumentIsAConflict() {
    createInterface();
    Optional<String> older = azure.virtualMachine(VM_A).found().orElseThrow().etag();
    ServedAzure.end(azure, azure.deallocate(VM_A, () -> true).orElseThrow());

    CloudError error =
        ((Acceptance.Failed) azure.replaceInterfaces(VM_A, BOTH, older.map(_ -> "\"1\""))).error();

    assertThat(error.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(error.code()).isEqualTo("PreconditionFailed");
  }

  @Test
  void aNicOfAnotherMachineIsRefused() {
    ServedAzure.end(azure, azure.deallocate(VM_A, () -> true).orElseThrow());
    List<NicReference> foreign =
        List.of(
            new NicReference(NIC_A, true, DeleteOption.DETACH),
            new NicReference(ServedAzure.nic("hs-vm-b-nic"), false, DeleteOption.DETACH));

    CloudError error =
        ((Progress.Failed)
                ServedAzure.end(azure, azure.replaceInterfaces(VM_A, foreign, Optional.empty())))
            .error();

    assertThat(error.kind()).isEqualTo(Kind.REFUSED);
    assertThat(error.code()).isEqualTo("NicInUse");
  }

  @Test
  void nobodyAtTheAddressIsNoAnswer() {
    AzureCloud nowhere =
        AzureCloud.connect(
            AzureConfig.of(
                served.environment(
                    Map.of("MIRRORNET_AZURE_RESOURCE_MANAGER", "https://localhost:1"))),
            InstantSource.system());

    CloudError error = error(nowhere.virtualMachine(VM_A));

    assertThat(error.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(error.message())
        .startsWith("no answer from https://localhost:1: ConnectException")
        .contains("firewall");
  }

  @Test
  void whoCannotSignInIsToldWithWhatAndWhatToDo() {
    AzureCloud stranger =
        AzureCloud.connect(
            AzureConfig.of(
                served.environment(
                    Map.of(
                        "MIRRORNET_AZURE_SECRET_FILE",
                        served.write("wrong", "not-the-secret").toString()))),
            InstantSource.system());
    served.forgetRequests();

    CloudError error = error(stranger.virtualMachine(VM_A));

    assertThat(error.kind()).isEqualTo(Kind.DENIED);
    assertThat(error.message())
        .contains("client secret of application", "AADSTS7000215", "put a valid secret")
        .doesNotContain("not-the-secret");
    assertThat(
            ((Acceptance.Failed) stranger.deallocate(VM_A, () -> true).orElseThrow())
                .error()
                .kind())
        .isEqualTo(Kind.DENIED);
    assertThat(served.requests()).isEmpty();
  }

  private void createInterface() {
    assertThat(
            azure.createInterface(
                new InterfaceDesign(
                    NEW_NIC,
                    "westeurope",
                    ServedAzure.SUBNET,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Map.of()),
                Optional.empty()))
        .isInstanceOf(Acceptance.Done.class);
  }

  private static ArmError throttled() {
    return new ArmError(
        429,
        "OperationNotAllowed",
        "The server rejected the request.",
        List.of(ArmError.of(429, "TooManyRequests", "{}")),
        Optional.of(Duration.ofSeconds(372)));
  }

  private static CloudError error(Reading<?> reading) {
    assertThat(reading).isInstanceOf(Reading.Unknown.class);
    return ((Reading.Unknown<?>) reading).error();
  }
}
