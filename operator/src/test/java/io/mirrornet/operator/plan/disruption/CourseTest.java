package io.mirrornet.operator.plan.disruption;

import static io.mirrornet.operator.world.DisruptionStory.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.Baseline;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.Step;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Waiting;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The life of a disruption of hs-vm-b, whose member REGB is the backup of REGISTRY. */
class CourseTest {

  private static final ObjectKey KEY = DisruptionStory.KEY;

  private final FleetWorld world = DisruptionStory.beginning();
  private final DisruptionStory story = new DisruptionStory(world);

  @Test
  void aProposalWaitsForAPersonAndShowsWhatTheAgentsSaw() {
    proposed(null).answered(KEY).recorded();

    assertThat(waiting().reason()).isEqualTo(ConditionReason.WaitingForApproval);
    assertThat(waiting().message()).contains("kubectl describe hd -n healthshare ucr-hs-vm-b-1");
    assertThat(world.status(KEY).checks()).hasSize(CheckName.values().length);
  }

  @Test
  void anApprovedDisruptionOpensOnItsBaselineWhenAllChecksPassOnFreshEvidence() {
    proposed(approval()).answered(KEY);

    HostDisruptionStatus opened = world.due(Action.Admit.class).getFirst().opened();
    Baseline baseline = Objects.requireNonNull(opened.baseline());
    assertThat(opened.phase()).isEqualTo(DisruptionPhase.Open);
    assertThat(baseline.bootId()).isEqualTo("boot-1");
    assertThat(baseline.roles()).extracting(Baseline.Role::role).containsExactly(MemberRole.Backup);
  }

  @Test
  void withoutTheAcknowledgementOfAnUnknownCheckNothingOpens() {
    Approval silent = new Approval("dba", null, null, world.now().plusSeconds(3600), List.of());
    proposed(silent).answered(KEY);

    assertThat(world.due(Action.Admit.class)).isEmpty();
  }

  @Test
  void aHostThatHoldsAPrimaryWaitsForTheFailover() {
    world.role("hs-vm-a", MemberRole.Backup).role("hs-vm-b", MemberRole.Primary);
    proposed(approval()).answered(KEY).recorded().recorded();

    assertThat(world.due(Action.Admit.class)).isEmpty();
    assertThat(waiting().reason()).isEqualTo(ConditionReason.WaitingForFailover);
    assertThat(waiting().message()).contains("iris stop REGB quietly");
  }

  @Test
  void evidenceThatIsOlderThanFifteenSecondsOpensNothing() {
    proposed(approval()).answered(KEY).after(Duration.ofSeconds(16));

    assertThat(world.due(Action.Admit.class)).isEmpty();
    assertThat(world.due(Action.RequestEvidence.class)).hasSize(1);
  }

  @Test
  void anExpiredApprovalWithdrawsTheProposal() {
    proposed(approval()).after(Duration.ofHours(2)).recorded();

    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Withdrawn);
  }

  @Test
  void anOpenHostIsCordonedThenDrainedThenWaitsForItsInstances() {
    open();
    assertThat(world.dueKinds()).containsOnlyOnce("Cordon").doesNotContain("Drain", "Deallocate");

    world.cordoned("hs-vm-b", KEY).recorded();
    assertThat(world.dueKinds()).containsOnlyOnce("Drain");

    world.drained(KEY, new Eviction.Drained()).recorded().answered(KEY);
    assertThat(waiting().reason()).isEqualTo(ConditionReason.WaitingForInstancesStopped);
    assertThat(waiting().message()).contains("iris stop REGB quietly");
  }

  @Test
  void aStoppedHostIsDeallocatedOnFreshEvidenceAndOnNoOther() {
    emptied();
    assertThat(world.due(Action.Deallocate.class)).hasSize(1);

    world.after(Duration.ofSeconds(16));
    assertThat(world.due(Action.Deallocate.class)).isEmpty();
  }

  @Test
  void aHostWhosePortStillListensIsNotDeallocatedThoughItsInstanceIsSaidToBeDown() {
    emptied();
    world.listening("hs-vm-b").answered(KEY);

    assertThat(world.due(Action.Deallocate.class)).isEmpty();
    assertThat(waiting().reason()).isEqualTo(ConditionReason.WaitingForInstancesStopped);
  }

  @Test
  void whatListenedLastIsNotDeallocatedByAnAcknowledgement() {
    emptiedWithEveryAcknowledgement();
    world.listening("hs-vm-b").role("hs-vm-b", MemberRole.Down).answered(KEY);

    world.after(Duration.ofSeconds(16)).asked(KEY).after(Duration.ofSeconds(11));

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
  }

  @Test
  void whatWasPrimaryLastIsNotDeallocatedByAnAcknowledgement() {
    emptiedWithEveryAcknowledgement();
    world.role("hs-vm-b", MemberRole.Down).answered(KEY);
    world.after(Duration.ofSeconds(16)).noticed("hs-vm-b", MemberRole.Primary);

    world.asked(KEY).after(Duration.ofSeconds(11));

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
  }

  @Test
  void anAnswerThatLeavesSomethingUnknownIsSoonAskedForAgain() {
    emptied();
    world.role("hs-vm-b", MemberRole.Unknown).answered(KEY);
    assertThat(world.due(Action.RequestEvidence.class)).isEmpty();

    world.after(Duration.ofSeconds(5));
    assertThat(world.due(Action.RequestEvidence.class)).hasSize(1);
  }

  @Test
  void anInstanceThatIsSeenToStopAfterTheAnswerIsSoonAskedForAgain() {
    emptied();
    world.role("hs-vm-b", MemberRole.Backup).answered(KEY).after(Duration.ofSeconds(4));
    world.noticed("hs-vm-b", MemberRole.Down).after(Duration.ofSeconds(1));

    assertThat(world.due(Action.RequestEvidence.class)).hasSize(1);
  }

  @Test
  void anInstanceThatRunsIsAskedForAgainAfterAWhile() {
    emptied();
    world.role("hs-vm-b", MemberRole.Backup).answered(KEY).after(Duration.ofSeconds(5));
    assertThat(world.due(Action.RequestEvidence.class)).isEmpty();

    world.after(Duration.ofSeconds(10));
    assertThat(world.due(Action.RequestEvidence.class)).hasSize(1);
  }

  @Test
  void aHostIsGivenBackWhenItsPrimaryIsLostElsewhereForTooLong() {
    emptied();
    world.role("hs-vm-a", MemberRole.Down).answered(KEY);
    assertThat(world.due(Action.Deallocate.class)).isEmpty();

    world.after(Duration.ofMinutes(31));
    assertThat(world.due(Action.Cordon.class))
        .extracting(Action.Cordon::cordoned)
        .containsExactly(false);
  }

  @Test
  void aDeallocatedHostGetsItsInterfaceAndKeepsTheOthers() {
    down();

    assertThat(world.due(Action.AttachInterface.class))
        .extracting(Action.AttachInterface::added)
        .containsExactly(world.secondNic("hs-vm-b"));
    assertThat(InterfaceList.with(world.vm("hs-vm-b"), world.secondNic("hs-vm-b")))
        .extracting(NicReference::primary)
        .containsExactly(true, false);
  }

  @Test
  void anAttachmentThatAzureNeverEndsIsGivenUpAndTheHostIsStarted() {
    down().attempt("hs-vm-b", new Attempt.Running(Change.REPLACE_INTERFACES, world.now(), "c-1"));
    assertThat(waiting().reason()).isEqualTo(ConditionReason.Progressing);

    world.after(Downtime.ATTACH_LIMIT.plusSeconds(1)).recorded();

    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Restoring);
    assertThat(world.status(KEY).message()).contains("started with the interfaces that it has");
    assertThat(world.dueKinds()).contains("Start");
  }

  @Test
  void whatIsAcknowledgedIsUsedOnlyOnceTheAgentsHadTheTimeToAnswer() {
    proposed(story.approval(CheckName.values())).recorded();
    assertThat(world.dueKinds()).contains("RequestEvidence").doesNotContain("Admit");

    world.asked(KEY).after(Duration.ofSeconds(5));
    assertThat(world.dueKinds()).doesNotContain("Admit");

    world.after(Duration.ofSeconds(6));
    assertThat(world.dueKinds()).contains("Admit");
  }

  @Test
  void whatIsAcknowledgedStillBlocksWhenAnAgentAnswersThatItFails() {
    world.role("hs-vm-a", MemberRole.Backup).role("hs-vm-b", MemberRole.Primary);
    proposed(story.approval(CheckName.values())).answered(KEY).recorded();

    assertThat(world.after(Duration.ofSeconds(11)).dueKinds()).doesNotContain("Admit");
  }

  @Test
  void anAcknowledgementTakesNoHostDownBeforeTheAgentsHadTheTimeToAnswer() {
    emptiedWithEveryAcknowledgement();
    world.role("hs-vm-b", MemberRole.Down).answered(KEY);

    world.after(Duration.ofSeconds(16)).asked(KEY).after(Duration.ofSeconds(5));
    assertThat(world.dueKinds()).doesNotContain("Deallocate");

    world.after(Duration.ofSeconds(6));
    assertThat(world.dueKinds()).contains("Deallocate");
  }

  @Test
  void aHostWhoseInterfaceCannotBeAttachedIsStartedWithoutIt() {
    down()
        .attempt(
            "hs-vm-b", failed(Change.REPLACE_INTERFACES, "NetworkInterfaceCountExceeded", false));

    world.recorded();

    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Restoring);
    assertThat(world.dueKinds()).contains("Start").doesNotContain("AttachInterface");
  }

  @Test
  void aStartThatAzureHasNoRoomForIsTriedForEverAndSaidLoudly() {
    down()
        .attachedInterfaceOf("hs-vm-b")
        .recorded()
        .attempt("hs-vm-b", failed(Change.START, "AllocationFailed", true));
    assertThat(waiting().reason()).isEqualTo(ConditionReason.CapacityMissing);

    world.after(Duration.ofMinutes(6));
    assertThat(world.dueKinds()).contains("Start");
  }

  @Test
  void aHostWhosePowerStateNobodyTellsIsStartedAfterAWhileAndSaidToBeDown() {
    down().power("hs-vm-b", PowerState.UNKNOWN);
    assertThat(world.dueKinds()).doesNotContain("Start");
    assertThat(waiting().message()).contains("it is started all the same");

    world.after(Downtime.ATTACH_LIMIT).recorded();

    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Restoring);
    assertThat(world.dueKinds()).contains("Start");
    assertThat(world.plan().disruption(KEY).orElseThrow().waiting().orElseThrow().message())
        .contains("hs-vm-b IS DOWN as far as anybody can tell", "az vm start");
  }

  @Test
  void aHostThatWasOnlyIntendedToGoDownIsStartedTooWhenNobodyTellsItsPowerState() {
    story
        .intended()
        .power("hs-vm-b", PowerState.UNKNOWN)
        .node("hs-vm-b", true, "boot-1", false)
        .after(Downtime.ATTACH_LIMIT);

    assertThat(world.dueKinds()).contains("Start").doesNotContain("RecordDisruption");
  }

  @Test
  void aStartInDoubtIsNotRepeatedAtEachTurn() {
    down().power("hs-vm-b", PowerState.UNKNOWN).after(Downtime.ATTACH_LIMIT).recorded();
    world.attempt("hs-vm-b", new Attempt.Succeeded(Change.START, world.now(), "c-1"));
    assertThat(world.dueKinds()).doesNotContain("Start");

    world.after(Duration.ofMinutes(1));
    assertThat(world.dueKinds()).contains("Start");
  }

  @Test
  void aDeallocatedHostWhoseDocumentIsMissingIsStartedAfterAWhile() {
    down().withoutMachine("hs-vm-b");
    assertThat(world.dueKinds()).doesNotContain("Start");

    world.after(Downtime.ATTACH_LIMIT).recorded();

    assertThat(world.dueKinds()).contains("Start");
  }

  @Test
  void aHostThatIsBackByItsNodeIsNotStartedThoughNobodyTellsItsPowerState() {
    down()
        .power("hs-vm-b", PowerState.UNKNOWN)
        .node("hs-vm-b", true, "boot-2", true)
        .after(Downtime.ATTACH_LIMIT);

    assertThat(waiting().reason()).isEqualTo(ConditionReason.NotObserved);
  }

  @Test
  void anOpenDisruptionIsBroughtToItsEndThoughTheNetworkIsDeleted() {
    down().attachedInterfaceOf("hs-vm-b").recorded().deletedNetwork();

    assertThat(world.dueKinds()).contains("Start");
  }

  @Test
  void aHostThatIsBackIsDoneWhenItsMembersAreWhatTheyWere() {
    down().attachedInterfaceOf("hs-vm-b").recorded();
    world
        .power("hs-vm-b", PowerState.RUNNING)
        .node("hs-vm-b", true, "boot-2", true)
        .recorded()
        .recorded();
    world.role("hs-vm-b", MemberRole.Down).answered(KEY);
    assertThat(waiting().reason()).isEqualTo(ConditionReason.WaitingForInstancesStarted);

    world.role("hs-vm-b", MemberRole.Backup).answered(KEY).recorded();
    world.after(Return.SOAK.plusSeconds(1)).answered(KEY).recorded();
    assertThat(world.due(Action.Cordon.class))
        .extracting(Action.Cordon::cordoned)
        .containsExactly(false);

    world.node("hs-vm-b", false, "boot-2", true).recorded();
    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Done);
    assertThat(world.status(KEY).steps())
        .extracting(Step::name)
        .containsSubsequence(
            StepName.Cordon,
            StepName.Drain,
            StepName.Deallocate,
            StepName.Start,
            StepName.Soak,
            StepName.Uncordon);
  }

  @Test
  void aStartIsWrittenDownWithAzuresCorrelationId() {
    down().attachedInterfaceOf("hs-vm-b").recorded();
    world
        .power("hs-vm-b", PowerState.RUNNING)
        .attempt("hs-vm-b", new Attempt.Succeeded(Change.START, world.now(), "start-1"))
        .recorded();

    assertThat(world.status(KEY).steps())
        .filteredOn(step -> step.name() == StepName.Start)
        .singleElement()
        .satisfies(step -> {
          assertThat(step.outcome()).isEqualTo(StepOutcome.Succeeded);
          assertThat(step.correlationId()).isEqualTo("start-1");
        });
  }

  @Test
  void aProposalSaysWhomItWaitsFor() {
    proposed(null);

    assertThat(world.status(KEY).message()).contains("a person has to approve it");
  }

  @Test
  void aSlotThatWasTakenWithoutOpeningIsGivenBackWhenAnythingBlocks() {
    open();
    world.disruption(KEY, spec(approval()), status(DisruptionPhase.Approved));
    world.after(Duration.ofSeconds(16));

    assertThat(world.dueKinds()).contains("ReleaseSlot").doesNotContain("Admit");
  }

  @Test
  void aGuestThatIsShutDownFromInsideAfterTheIntentIsGivenBackInTheEnd() {
    emptied();
    HostDisruptionStatus intended =
        new Records(1, world.status(KEY))
            .with(StepName.Deallocate, world.now(), StepOutcome.Intended, null, null);
    world.disruption(KEY, spec(approval()), intended).power("hs-vm-b", PowerState.STOPPED);

    world.after(Emptying.LATE_EFFECT.plusSeconds(1));

    assertThat(world.due(Action.Cordon.class))
        .extracting(Action.Cordon::cordoned)
        .containsExactly(false);
  }

  @Test
  void aFinishedDisruptionGivesTheSlotBack() {
    open();
    world.disruption(KEY, spec(approval()), status(DisruptionPhase.Done));

    assertThat(world.dueKinds()).contains("ReleaseSlot");
  }

  @Test
  void aRecordIsHeldBeforeItIsOpened() {
    world.unheldDisruptions();
    proposed(approval()).answered(KEY);

    assertThat(world.dueKinds()).contains("HoldDisruption").doesNotContain("Admit");
  }

  @Test
  void aFinishedDisruptionIsLetGo() {
    world.disruption(KEY, spec(approval()), status(DisruptionPhase.Done));

    assertThat(world.due(Action.HoldDisruption.class))
        .extracting(Action.HoldDisruption::present)
        .containsExactly(false);
  }

  @Test
  void aRecordThatSomebodyDeletesWhileTheHostIsDownIsBroughtToItsEndFirst() {
    down().attachedInterfaceOf("hs-vm-b").recorded().deletedDisruption(KEY);

    assertThat(world.dueKinds()).contains("Start").doesNotContain("HoldDisruption");
  }

  @Test
  void aRecordThatSomebodyDeletesBeforeTheDeallocationIsGivenUp() {
    emptied().deletedDisruption(KEY);

    assertThat(world.dueKinds()).contains("Cordon").doesNotContain("Deallocate");
  }

  @Test
  void aMissingRightToAttachTheInterfaceIsSaidBeforeAnythingGoesDown() {
    world.notPermitted(VmPermissions.JOIN);
    proposed(approval()).answered(KEY).recorded();

    assertThat(check(CheckName.PathToStart).result()).isEqualTo(CheckResult.Fail);
    assertThat(check(CheckName.PathToStart).message()).contains(VmPermissions.JOIN);
    assertThat(world.dueKinds()).doesNotContain("Admit");
  }

  @Test
  void aPodThatNobodyMakesAgainHasToBeAnsweredFor() {
    world.drained(KEY, new Eviction.AtRisk(List.of("shop/bare"), List.of("shop/cache")));
    proposed(approval()).answered(KEY).recorded();

    assertThat(check(CheckName.DrainPossible).result()).isEqualTo(CheckResult.Unknown);
    assertThat(check(CheckName.DrainPossible).message())
        .contains("shop/bare", "shop/cache", "emptyDir", "acknowledge DrainPossible");
    assertThat(world.dueKinds()).doesNotContain("Admit");
  }

  @Test
  void aPodThatNobodyMakesAgainIsEvictedOnlyWhereItIsAcknowledged() {
    for (boolean acknowledged : new boolean[] {false, true}) {
      FleetWorld other = DisruptionStory.beginning();
      DisruptionStory told = new DisruptionStory(other);
      Approval approval =
          acknowledged
              ? told.approval(CheckName.CapacityRisk, CheckName.DrainPossible)
              : told.approval();
      told.proposed(approval).answered(KEY).recorded().recorded();
      other.cordoned("hs-vm-b", KEY).recorded();
      other.drained(KEY, new Eviction.AtRisk(List.of("shop/bare"), List.of()));

      assertThat(other.due(Action.Drain.class))
          .singleElement()
          .satisfies(drain -> assertThat(drain.unmanaged()).isEqualTo(acknowledged));
    }
  }

  @Test
  void whatIsWaitedForStandsInTheRecordAndIsWrittenOnce() {
    proposed(null).answered(KEY).recorded().recorded();

    assertThat(world.status(KEY).message())
        .contains("a person has to approve", "\"acknowledge\":[\"CapacityRisk\"]")
        .contains("kubectl patch hd -n healthshare ucr-hs-vm-b-1 --type=merge");
    assertThat(world.dueKinds()).doesNotContain("RecordDisruption");
  }

  @Test
  void aMachineInThePoolThatIsNoNodeIsNotKnownToBeUp() {
    world.thirdInPool("hs-vm-c");
    proposed(null).answered(KEY).recorded();

    assertThat(check(CheckName.OtherHostsUp).result()).isEqualTo(CheckResult.Unknown);
    assertThat(check(CheckName.OtherHostsUp).message()).contains("hs-vm-c", "ilb-hs/registry");
  }

  @Test
  void aNodeInThePoolThatIsNoHostMustBeUpToo() {
    world.thirdInPool("hs-vm-c").joined("hs-vm-c").node("hs-vm-c", false, "boot-1", false);
    proposed(null).answered(KEY).recorded();

    assertThat(check(CheckName.OtherHostsUp).result()).isEqualTo(CheckResult.Fail);
    assertThat(check(CheckName.OtherHostsUp).message()).contains("hs-vm-c");
  }

  @Test
  void aNodeInThePoolThatIsNoHostNeedsNoAgentToBeUp() {
    world.thirdInPool("hs-vm-c").joined("hs-vm-c").node("hs-vm-c", false, "boot-1", true);
    proposed(null).answered(KEY).recorded();

    assertThat(check(CheckName.OtherHostsUp).result()).isEqualTo(CheckResult.Pass);
  }

  @Test
  void aHostOutsideOfTheInstallationsResourceGroupsIsNotTakenDown() {
    emptied().writableOnly(new ResourceGroup("s1", "rg-other"));

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
  }

  @Test
  void aHostThatIsDownIsStartedEvenOutsideOfTheInstallationsResourceGroups() {
    down().writableOnly(new ResourceGroup("s1", "rg-other")).recorded();

    assertThat(world.dueKinds()).contains("Start").doesNotContain("AttachInterface");
  }

  @Test
  void anAbandonedDisruptionKeepsTheTurnWhileItsDeallocationMayStillTakeEffect() {
    story.intended();
    world.disruption(
        KEY,
        spec(approval()),
        new Records(1, world.status(KEY)).to(DisruptionPhase.Failed, "handed over"));
    assertThat(world.dueKinds()).doesNotContain("ReleaseSlot", "HoldDisruption");

    world.after(Emptying.LATE_EFFECT);
    assertThat(world.dueKinds()).contains("ReleaseSlot");
  }

  @Test
  void whatAnotherNetworkDeclaresOtherwiseIsNotKnownAndBothAreNamed() {
    proposed(null).olderNetworkWithOtherPages("staging").answered(KEY).recorded();

    assertThat(List.of(CheckName.HoldsNoPrimary, CheckName.PrimaryHealthyElsewhere))
        .map(this::check)
        .allSatisfy(check -> {
          assertThat(check.result()).isEqualTo(CheckResult.Unknown);
          assertThat(check.message()).contains("healthshare/staging and healthshare/ucr");
        });
  }

  @Test
  void whatARefusedNetworkAloneDeclaresIsNotKnownAndTheNetworkIsNamed() {
    proposed(null).youngerNetworkWithAnInstanceOnHostB("staging").answered(KEY).recorded();

    assertThat(check(CheckName.HoldsNoPrimary).result()).isEqualTo(CheckResult.Unknown);
    assertThat(List.of(CheckName.HoldsNoPrimary, CheckName.InstancesStopped))
        .map(this::check)
        .extracting(Check::message)
        .allSatisfy(message ->
            assertThat(message)
                .contains("STAGING/STAGB on hs-vm-b", "healthshare/staging", "healthshare/ucr's"));
    world.role("hs-vm-b", MemberRole.Down).answered(KEY).recorded();
    assertThat(check(CheckName.InstancesStopped).result()).isEqualTo(CheckResult.Unknown);
  }

  @Test
  void aHostIsNotEmptiedToWaitForAnInstanceThatNoAgentIsAskedAbout() {
    Approval allButStopped =
        story.approval(
            CheckName.CapacityRisk,
            CheckName.HoldsNoPrimary,
            CheckName.PrimaryHealthyElsewhere,
            CheckName.ArbiterReachable);
    world.youngerNetworkWithAnInstanceOnHostB("staging");
    proposed(allButStopped).answered(KEY);

    assertThat(world.due(Action.Admit.class)).isEmpty();
  }

  @Test
  void aHostWithAnInstanceThatNoAgentIsAskedAboutOpensWhenAPersonAnswersForIt() {
    world.youngerNetworkWithAnInstanceOnHostB("staging");
    proposed(
            story.approval(
                CheckName.CapacityRisk,
                CheckName.HoldsNoPrimary,
                CheckName.PrimaryHealthyElsewhere,
                CheckName.ArbiterReachable,
                CheckName.InstancesStopped))
        .answered(KEY);

    assertThat(world.due(Action.Admit.class)).hasSize(1);
  }

  @Test
  void aHostThatIsBackDoesNotWaitForAnInstanceThatNoAgentIsAskedAbout() {
    down().attachedInterfaceOf("hs-vm-b").recorded();
    Baseline before = Objects.requireNonNull(world.status(KEY).baseline());
    Baseline withBoth =
        new Baseline(
            List.of(
                new Baseline.Role("REGISTRY", "REGB", MemberRole.Backup),
                new Baseline.Role("STAGING", "STAGB", MemberRole.Backup)),
            before.cordoned(),
            before.interfaces(),
            before.powerState(),
            before.nodeAddresses(),
            before.bootId());
    world.disruption(KEY, spec(approval()), new Records(1, world.status(KEY)).on(withBoth));
    world
        .youngerNetworkWithAnInstanceOnHostB("staging")
        .power("hs-vm-b", PowerState.RUNNING)
        .node("hs-vm-b", true, "boot-2", true)
        .recorded()
        .recorded();

    world.role("hs-vm-b", MemberRole.Backup).answered(KEY).recorded();

    assertThat(Records.has(world.status(KEY), StepName.AwaitMembers, StepOutcome.Succeeded))
        .isTrue();
  }

  @Test
  void aMachineThatTwoNodesClaimIsNotTakenDown() {
    emptied().registeredAgain("hs-vm-b-old", "hs-vm-b");

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
  }

  @Test
  void theMachineThatTheOperatorRunsOnIsItsOwnUnderWhateverName() {
    proposed(null).registeredAgain("hs-vm-b-old", "hs-vm-b").operatorOn("hs-vm-b-old").recorded();

    assertThat(check(CheckName.NotOurOwnNode).result()).isEqualTo(CheckResult.Fail);
  }

  @Test
  void whatAnAgentLastSaidToRunBlocksThoughItIsSilentAndEverythingIsAcknowledged() {
    emptiedWithEveryAcknowledgement();
    world.role("hs-vm-b", MemberRole.Backup).answered(KEY);

    world.after(Duration.ofSeconds(16)).asked(KEY).after(Duration.ofSeconds(11));

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
    assertThat(waiting().message()).contains("REGB runs on hs-vm-b", "agent last said");
  }

  @Test
  void aNodeAtTheAddressOfAPoolMemberIsNoStrangerThoughItsMachineIsNotProven() {
    world
        .thirdInPool("hs-vm-c")
        .joined("hs-vm-c")
        .node("hs-vm-c", node -> unprovenAt("10.2.1.6", node))
        .node("hs-vm-c", false, "boot-1", false)
        .node("hs-vm-c", node -> unprovenAt("10.2.1.6", node));
    proposed(null).answered(KEY).recorded();

    assertThat(check(CheckName.OtherHostsUp).result()).isEqualTo(CheckResult.Fail);
    assertThat(check(CheckName.OtherHostsUp).message()).contains("node hs-vm-c is not Ready");
  }

  @Test
  void anOpenHostWhoseApprovalWasReplacedByALaterOneIsGivenBack() {
    open();
    Approval later =
        new Approval(
            "dba",
            null,
            world.now().plusSeconds(600),
            world.now().plusSeconds(3600),
            List.of(CheckName.CapacityRisk));

    world.disruption(KEY, story.spec(later), world.status(KEY)).recorded();

    assertThat(world.status(KEY).phase()).isEqualTo(DisruptionPhase.Failed);
  }

  private static Node unprovenAt(String address, Node node) {
    return new Node(
        node.name(),
        node.uid(),
        Optional.empty(),
        Optional.of("11111111-2222-3333-4444-555555555555"),
        node.bootId(),
        node.ready(),
        node.unschedulable(),
        node.labels(),
        node.annotations(),
        List.of(Ipv4Address.parse(address)),
        node.resourceVersion());
  }

  private void emptiedWithEveryAcknowledgement() {
    story.proposed(story.approval(CheckName.values())).answered(KEY).recorded().recorded();
    world.cordoned("hs-vm-b", KEY).recorded().drained(KEY, new Eviction.Drained()).recorded();
  }

  private Check check(CheckName name) {
    return world.status(KEY).checks().stream()
        .filter(check -> check.name() == name)
        .findFirst()
        .orElseThrow();
  }

  private FleetWorld proposed(@Nullable Approval approval) {
    return story.proposed(approval);
  }

  private FleetWorld open() {
    return story.open();
  }

  private FleetWorld emptied() {
    return story.emptied();
  }

  private FleetWorld down() {
    return story.down();
  }

  private Attempt failed(Change change, String code, boolean transientError) {
    Instant later = world.now().plus(Duration.ofMinutes(5));
    return new Attempt.Failed(
        change,
        ConditionReason.AzureOperationFailed,
        code,
        "Azure's words",
        "c-1",
        transientError,
        1,
        later);
  }

  private Waiting waiting() {
    return world
        .plan()
        .disruption(KEY)
        .flatMap(next -> next.waiting())
        .orElseThrow(() -> new AssertionError("due instead: " + world.dueKinds()));
  }

  private HostDisruptionSpec spec(Approval approval) {
    return story.spec(approval);
  }

  private Approval approval() {
    return story.approval();
  }
}
