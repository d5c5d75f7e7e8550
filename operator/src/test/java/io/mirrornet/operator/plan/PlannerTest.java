package io.mirrornet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.world.FleetWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private final FleetWorld world = new FleetWorld();

  @Test
  void aNewNetworkIsHeldByAFinalizerBeforeAnythingElseIsDone() {
    world.unseenNetwork();

    assertThat(world.dueKinds()).containsExactly("SetFinalizer");
  }

  @Test
  void eachHostGetsAnInterfaceInItsPrimarysSubnetAndAHostRoute() {
    assertThat(world.due(Action.CreateInterface.class))
        .extracting(action -> action.design().id().name())
        .containsExactly("hs-vm-a-mirrornet", "hs-vm-b-mirrornet");
    assertThat(world.due(Action.ApplyHostRoute.class))
        .extracting(action -> action.spec().nodeName())
        .containsExactly("hs-vm-a", "hs-vm-b");
  }

  @Test
  void thePortOfADeclaredMirrorIsVerified() {
    Destination registry =
        world.due(Action.ApplyHostRoute.class).getFirst().spec().destinations().getFirst();

    assertThat(registry)
        .isEqualTo(
            new Destination(Ipv4Address.parse("10.2.1.100"), List.of(1972), "ilb-hs/registry"));
  }

  @Test
  void inModeObserveAndWhilePausedNothingIsDue() {
    assertThat(new FleetWorld().observed().dueKinds()).isEmpty();
    assertThat(new FleetWorld().paused().dueKinds()).isEmpty();
  }

  @Test
  void anInterfaceThatIsNotSeenIsNotCreatedWhileAnythingCouldNotBeRead() {
    world.unread("/subscriptions/s1/resourceGroups/rg-hs");

    assertThat(world.due(Action.CreateInterface.class)).isEmpty();
    assertThat(world.plan().waiting(FleetWorld.NETWORK))
        .extracting(Waiting::reason)
        .contains(ConditionReason.NotObserved);
  }

  @Test
  void whatCannotBeReadInAnotherGroupStallsNobody() {
    world.unread("/subscriptions/s1/resourceGroups/rg-hs-other");

    assertThat(world.due(Action.CreateInterface.class)).hasSize(2);
  }

  @Test
  void aDestinationIsTakenAwayThoughAnotherGroupCouldNotBeRead() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world
        .unread("/subscriptions/s1/resourceGroups/rg-hs-other")
        .withoutLoadBalancer()
        .witnessed()
        .after(Duration.ofSeconds(30));

    assertThat(world.due(Action.ApplyHostRoute.class)).hasSize(2);
  }

  @Test
  void aDestinationIsKeptWhenTheLookBeforeHadNotReadItsGroup() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.unread("/subscriptions/s1/resourceGroups/rg-hs").withoutLoadBalancer().witnessed();

    assertThat(world.after(Duration.ofSeconds(30)).readAgain().dueKinds()).isEmpty();
  }

  @Test
  void anInterfaceThatIsThereAndUnattachedIsProposedToBeAttached() {
    world.interfaceOf("hs-vm-b").hostRoutesApplied();

    assertThat(world.due(Action.Propose.class))
        .singleElement()
        .satisfies(proposal -> {
          assertThat(proposal.key().name()).isEqualTo("ucr-hs-vm-b-1");
          assertThat(proposal.spec().change().after())
              .endsWith(world.secondNic("hs-vm-b").toString());
        });
  }

  @Test
  void whatIsAsItShouldBeNeedsNothing() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    assertThat(world.dueKinds()).isEmpty();
  }

  @Test
  void aDestinationIsTakenAwayOnlyWhenTwoCompleteLooksAgree() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.witnessed().withoutLoadBalancer().after(Duration.ofSeconds(30));
    assertThat(world.dueKinds()).as("one look without it").isEmpty();

    world
        .witnessed()
        .after(Duration.ofSeconds(30))
        .unread("/subscriptions/s1/resourceGroups/rg-hs");
    assertThat(world.dueKinds()).as("an incomplete second look").isEmpty();
  }

  @Test
  void aDestinationThatTwoCompleteLooksMissIsTakenAway() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.withoutLoadBalancer().witnessed().after(Duration.ofSeconds(30));

    assertThat(world.due(Action.ApplyHostRoute.class))
        .hasSize(2)
        .allSatisfy(action -> assertThat(action.spec().destinations()).isEmpty());
  }

  @Test
  void anInterfaceThatCannotBeReadNowIsNotTakenFromTheAgent() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.withoutSubnets().unread("/subscriptions/s1/resourceGroups/rg-hs/subnets/hs");

    assertThat(world.due(Action.ApplyHostRoute.class)).isEmpty();
  }

  @Test
  void aDeletedNetworkEmptiesItsHostRoutesFirst() {
    world.attachedInterfaceOf("hs-vm-a").hostRoutesApplied().deletedNetwork();

    assertThat(world.dueKinds()).containsOnly("ApplyHostRoute");
    assertThat(world.due(Action.ApplyHostRoute.class))
        .allSatisfy(action -> assertThat(action.spec().destinations()).isEmpty());
  }

  @Test
  void anAgentThatDoesNotAcknowledgeHoldsTheDeletionUpForAWhileOnly() {
    world.attachedInterfaceOf("hs-vm-a").hostRoutesApplied().deletedNetwork().hostRoutesApplied();
    assertThat(world.dueKinds()).isEmpty();

    world.after(Duration.ofMinutes(3));

    assertThat(world.dueKinds()).containsOnly("DeleteHostRoute");
  }

  @Test
  void aDeletedNetworkWithoutHostRoutesSendsItsAgentsAwayFirst() {
    world.deletedNetwork();

    assertThat(world.dueKinds()).containsExactly("LabelHost", "LabelHost");
  }

  @Test
  void anInterfaceThatCannotBeRepairedIsSaidAndNotTriedForEver() {
    Instant now = world.now();
    world
        .brokenInterfaceOf("hs-vm-b")
        .interfaceAttempt(
            "hs-vm-b",
            new Attempt.Failed(
                Attempt.Change.CREATE_INTERFACE,
                ConditionReason.AzureOperationFailed,
                "InternalServerError",
                "no",
                "c",
                true,
                5,
                now));

    assertThat(world.due(Action.CreateInterface.class))
        .noneMatch(create -> create.virtualMachine().name().equals("hs-vm-b"));
    assertThat(world.plan().waiting(FleetWorld.NETWORK))
        .filteredOn(waiting -> waiting.reason() == ConditionReason.AzureOperationFailed)
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.message()).contains("az network nic delete"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.2.1.1", "10.2.1.5", "10.96.0.10"})
  void anAddressByWhichTheClusterLivesGetsNoRoute(String address) {
    world.service("10.96.0.10").additionalAddress(address);

    assertThat(world.due(Action.ApplyHostRoute.class))
        .allSatisfy(action ->
            assertThat(action.spec().destinations())
                .extracting(Destination::address)
                .doesNotContain(Ipv4Address.parse(address)));
  }

  @Test
  void anotherNetworksDeclarationNeverReplacesTheWitnessOfTheHostsOwn() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.olderNetworkWithOtherPages("staging");

    assertThat(world.due(Action.ApplyHostRoute.class)).isEmpty();
  }

  @Test
  void aServiceThatTakesTheAddressOfAFrontendIsSeenTwiceBeforeTheRouteGoes() {
    world.attachedInterfaceOf("hs-vm-a").attachedInterfaceOf("hs-vm-b").hostRoutesApplied();

    world.witnessed().after(Duration.ofSeconds(30)).service("10.2.1.100");
    assertThat(world.dueKinds()).as("seen once").isEmpty();

    world.witnessed().after(Duration.ofSeconds(30));
    assertThat(world.due(Action.ApplyHostRoute.class))
        .as("seen twice")
        .hasSize(2)
        .allSatisfy(action -> assertThat(action.spec().destinations()).isEmpty());
  }

  @Test
  void aServiceThatTakesADeclaredAddressIsSeenTwiceBeforeTheRouteGoes() {
    world
        .additionalAddress("10.9.9.9")
        .attachedInterfaceOf("hs-vm-a")
        .attachedInterfaceOf("hs-vm-b")
        .hostRoutesApplied();

    world.witnessed().after(Duration.ofSeconds(30)).service("10.9.9.9");
    assertThat(world.dueKinds()).as("seen once").isEmpty();

    world.witnessed().after(Duration.ofSeconds(30));
    assertThat(world.due(Action.ApplyHostRoute.class))
        .as("seen twice")
        .hasSize(2)
        .allSatisfy(action ->
            assertThat(action.spec().destinations())
                .extracting(Destination::address)
                .doesNotContain(Ipv4Address.parse("10.9.9.9")));
  }

  @Test
  void aDeclaredAddressOfItsOwnGetsARoute() {
    world.additionalAddress("10.9.9.9");

    assertThat(world.due(Action.ApplyHostRoute.class))
        .allSatisfy(action ->
            assertThat(action.spec().destinations())
                .extracting(Destination::address)
                .contains(Ipv4Address.parse("10.9.9.9")));
  }
}
