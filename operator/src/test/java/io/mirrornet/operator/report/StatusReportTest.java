package io.mirrornet.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.Abandonment;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.PlanState;
import io.mirrornet.api.network.PlanStep;
import io.mirrornet.operator.model.Refusal;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private final FleetWorld world = new FleetWorld();

  @Test
  void anAddressByWhichTheClusterLivesIsNamedAsOneThatGetsNoRoute() {
    world.additionalAddress("10.2.1.1");

    Condition discovered = condition(ConditionType.FrontendsDiscovered);
    assertThat(discovered.status()).isEqualTo(ConditionStatus.False);
    assertThat(discovered.reason()).isEqualTo(ConditionReason.DestinationProtected.name());
    assertThat(discovered.message()).contains("10.2.1.1", "gateway of subnet hs");
  }

  @Test
  void aFrontendThatAMirrorNamesAndNobodyFindsIsNamed() {
    world.withoutLoadBalancer();

    Condition discovered = condition(ConditionType.FrontendsDiscovered);
    assertThat(discovered.reason()).isEqualTo(ConditionReason.ReferenceNotFound.name());
    assertThat(discovered.message()).contains("ilb-hs/registry");
  }

  @Test
  void whatCannotBeReadElsewhereIsNoConcernOfTheNetwork() {
    world.unread("/subscriptions/s1/resourceGroups/other");

    assertThat(condition(ConditionType.FrontendsDiscovered).status())
        .isEqualTo(ConditionStatus.True);
  }

  @Test
  void theHostWithoutAPrimaryGoesFirstAndThePlanNamesTheFailoverThatFreesTheOther() {
    world.interfaceOf("hs-vm-a").interfaceOf("hs-vm-b").hostRoutesApplied();
    DisruptionStory story = new DisruptionStory(world);
    story.proposed(null).answered(DisruptionStory.KEY).recorded();

    List<PlanStep> plan = status().plan();
    assertThat(plan).extracting(PlanStep::host).containsExactly("hs-vm-b", "hs-vm-a");
    assertThat(plan)
        .extracting(PlanStep::state)
        .containsExactly(PlanState.Waiting, PlanState.Later);
    assertThat(plan.getFirst().waitsFor()).contains("kubectl describe hd");
    assertThat(plan.getLast().waitsFor())
        .contains("the turn of hs-vm-b", "failover of REGISTRY", "iris stop REGA quietly");
    assertThat(condition(ConditionType.InterfacesAttached).message()).startsWith("hs-vm-b: ");
  }

  @Test
  void beforeAnAgentWasToldNothingStandsAndNothingIsWrong() {
    assertThat(condition(ConditionType.RoutesProgrammed).reason())
        .isEqualTo(ConditionReason.RoutesPending.name());
    assertThat(condition(ConditionType.ConnectivityVerified).reason())
        .isEqualTo(ConditionReason.RoutesPending.name());
  }

  @Test
  void inModeObserveThePlanIsShownToo() {
    world.observed();

    assertThat(status().plan())
        .hasSize(2)
        .first()
        .satisfies(step -> assertThat(step.waitsFor()).contains("spec.mode to be Enforce"));
  }

  @Test
  void aWriteThatTheClusterRefusesStallsTheNetworkAndIsNamed() {
    world.refused(refusal(Optional.of(FleetWorld.NETWORK), Optional.empty()));

    for (ConditionType type : List.of(ConditionType.Ready, ConditionType.Stalled)) {
      assertThat(condition(type).reason()).isEqualTo(ConditionReason.WriteRefused.name());
      assertThat(condition(type).message()).isEqualTo("may not");
    }
    assertThat(condition(ConditionType.Ready).status()).isEqualTo(ConditionStatus.False);
    assertThat(condition(ConditionType.Stalled).status()).isEqualTo(ConditionStatus.True);
    assertThat(condition(ConditionType.Reconciling).status()).isEqualTo(ConditionStatus.False);
  }

  @Test
  void aRefusedWriteConcernsTheNetworksWhoseHostItIsAbout() {
    world
        .refused(refusal(Optional.of(new ObjectKey("other", "ucr")), Optional.empty()))
        .refused(refusal(Optional.empty(), Optional.of("hs-vm-z")));
    assertThat(condition(ConditionType.Stalled).status()).isEqualTo(ConditionStatus.False);

    world.refused(refusal(Optional.empty(), Optional.of("hs-vm-b")));
    assertThat(condition(ConditionType.Stalled).status()).isEqualTo(ConditionStatus.True);
  }

  private static Refusal refusal(Optional<ObjectKey> network, Optional<String> host) {
    return new Refusal(ConditionReason.WriteRefused, network, host, "may not");
  }

  @Test
  void whatIsAsItShouldBeHasNoPlan() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    assertThat(status().plan()).isEmpty();
  }

  @Test
  void aHostThatWasHandedOverAndIsDownIsInThatPersonsHands() {
    world.interfaceOf("hs-vm-b").hostRoutesApplied().answered(DisruptionStory.KEY);
    DisruptionStory story = new DisruptionStory(world);
    HostDisruptionSpec spec = story.spec(story.approval());
    world
        .disruption(
            DisruptionStory.KEY,
            new HostDisruptionSpec(
                spec.network(),
                spec.host(),
                spec.nodeUid(),
                spec.vmId(),
                spec.virtualMachine(),
                spec.change(),
                spec.approval(),
                new Abandonment("eve", "disk broken")),
            DisruptionStory.status(DisruptionPhase.Failed))
        .node("hs-vm-b", true, "boot-1", false);

    assertThat(condition(ConditionType.AgentsReady).message()).contains("handed over to eve");
  }

  @Test
  void aLocalPathThatTheAgentCouldNotTryIsNoFirewallsFault() {
    world.interfaceOf("hs-vm-a").interfaceOf("hs-vm-b").hostRoutesApplied();
    world.reported(
        "hs-vm-a",
        localPath(
            ConditionStatus.False,
            ConditionReason.InterfaceNotFound,
            "the second interface is not attached yet"));
    world.reported("hs-vm-b", routesStand(List.of()));

    Condition verified = condition(ConditionType.ConnectivityVerified);
    assertThat(verified.status()).isEqualTo(ConditionStatus.False);
    assertThat(verified.reason()).isEqualTo(ConditionReason.InterfaceNotFound.name());
    assertThat(verified.message()).contains("hs-vm-a", "not attached yet");
  }

  @Test
  void aLocalPathThatNobodyHasTriedIsUnknown() {
    world.interfaceOf("hs-vm-a").interfaceOf("hs-vm-b").hostRoutesApplied();
    world.reported("hs-vm-a", routesStand(List.of()));
    world.reported("hs-vm-b", routesStand(List.of()));

    Condition verified = condition(ConditionType.ConnectivityVerified);
    assertThat(verified.status()).isEqualTo(ConditionStatus.Unknown);
    assertThat(verified.reason()).isEqualTo(ConditionReason.NotObserved.name());
  }

  @Test
  void aHostWhoseInterfaceIsRefusedIsNotSaidToBeProgressing() {
    world.interfacesAllowed(OptionalInt.of(1));

    Condition provisioned = condition(ConditionType.InterfacesProvisioned);
    Condition attached = condition(ConditionType.InterfacesAttached);
    assertThat(provisioned.reason()).isEqualTo(ConditionReason.SecondInterfaceNotAllowed.name());
    assertThat(attached.reason()).isEqualTo(provisioned.reason());
    assertThat(attached.message()).isEqualTo(provisioned.message());
  }

  @Test
  void whatNobodyCouldSeeMakesReadyUnknownAndNotFalse() {
    world.unread("/subscriptions/s1/resourceGroups/rg-hs");

    assertThat(condition(ConditionType.FrontendsDiscovered).status())
        .isEqualTo(ConditionStatus.Unknown);
    assertThat(condition(ConditionType.Ready).status()).isEqualTo(ConditionStatus.Unknown);
    assertThat(condition(ConditionType.Reconciling).status()).isEqualTo(ConditionStatus.True);
  }

  @Test
  void oneMissedReadingOfAzureIsNoNewsButTheSecondIs() {
    world.told(status());
    world.unreadSince("/subscriptions/s1/resourceGroups/rg-hs", world.now());

    world.after(Duration.ofSeconds(35));
    assertThat(condition(ConditionType.FrontendsDiscovered).status())
        .isEqualTo(ConditionStatus.True);

    world.after(Duration.ofSeconds(30));
    assertThat(condition(ConditionType.FrontendsDiscovered).status())
        .isEqualTo(ConditionStatus.Unknown);
  }

  @Test
  void oneMissedConnectionIsNoNewsButTheSecondIs() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();
    connected(ConditionStatus.True, true);
    assertThat(condition(ConditionType.ConnectivityVerified).status())
        .isEqualTo(ConditionStatus.True);
    world.told(status());

    connected(ConditionStatus.False, false);
    assertThat(condition(ConditionType.ConnectivityVerified).status())
        .isEqualTo(ConditionStatus.True);

    world.after(Duration.ofSeconds(31));
    assertThat(condition(ConditionType.ConnectivityVerified).status())
        .isEqualTo(ConditionStatus.False);
  }

  @Test
  void whatWasNeverVerifiedIsNotBelievedForAMoment() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();
    connected(ConditionStatus.False, true);

    assertThat(condition(ConditionType.ConnectivityVerified).status())
        .isEqualTo(ConditionStatus.False);
  }

  /** Both agents say so since now. */
  private void connected(ConditionStatus reachable, boolean provenLocal) {
    List<Condition> conditions =
        List.of(
            Condition.of(
                ConditionType.LocalPathProven,
                provenLocal ? ConditionStatus.True : ConditionStatus.False,
                1,
                world.now(),
                provenLocal ? ConditionReason.AsExpected : ConditionReason.LocalPathSilent,
                "no answer"));
    MirrorHostRouteStatus stand = routesStand(conditions);
    MirrorHostRouteStatus status =
        new MirrorHostRouteStatus(
            1L,
            null,
            conditions,
            stand.destinations().stream()
                .map(destination ->
                    new DestinationStatus(
                        destination.address(), true, reachable, world.now(), null, null))
                .toList(),
            provenLocal,
            List.of(),
            null);
    world.reported("hs-vm-a", status).reported("hs-vm-b", status);
  }

  @Test
  void anAgentThatIsMissingIsLookedForByItsLabels() {
    world.interfaceOf("hs-vm-a").interfaceOf("hs-vm-b").hostRoutesApplied();

    assertThat(condition(ConditionType.AgentsReady).message())
        .contains("no agent on hs-vm-a has reported", "app.kubernetes.io/component=agent");
  }

  private MirrorHostRouteStatus localPath(
      ConditionStatus status, ConditionReason reason, String message) {
    return routesStand(
        List.of(
            Condition.of(ConditionType.LocalPathProven, status, 1, world.now(), reason, message)));
  }

  private MirrorHostRouteStatus routesStand(List<Condition> conditions) {
    List<DestinationStatus> destinations =
        world.fleet().cluster().hostRoutes().getFirst().spec().destinations().stream()
            .map(destination ->
                new DestinationStatus(
                    destination.address(), true, ConditionStatus.Unknown, world.now(), null, null))
            .toList();
    return new MirrorHostRouteStatus(1L, null, conditions, destinations, false, List.of(), null);
  }

  private Condition condition(ConditionType type) {
    return status().conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private HealthShareMirrorNetworkStatus status() {
    FleetPlan plan = world.plan();
    return StatusReport.of(plan, plan.survey().network(FleetWorld.NETWORK).orElseThrow());
  }
}
