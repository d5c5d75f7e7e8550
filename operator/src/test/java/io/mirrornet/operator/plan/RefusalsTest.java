package io.mirrornet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.world.AzureWorld;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each host that the operator must not touch is refused, and for its own reason. */
class RefusalsTest {

  private static final String HOST = "hs-vm-b";

  @ParameterizedTest
  @MethodSource("refusals")
  void aHostThatCannotBeServedIsRefusedForItsOwnReason(
      UnaryOperator<FleetWorld> how, ConditionReason reason) {
    FleetWorld world = how.apply(new FleetWorld());

    assertThat(world.plan().waiting(FleetWorld.NETWORK))
        .filteredOn(waiting -> waiting.subject().equals(HOST))
        .extracting(Waiting::reason)
        .containsExactly(reason);
    assertThat(world.plan().networks().get(FleetWorld.NETWORK))
        .flatExtracting(Next::due)
        .noneMatch(action -> action instanceof Action.Propose)
        .noneMatch(action ->
            action instanceof Action.CreateInterface create
                && create.virtualMachine().name().equals(HOST));
  }

  static Stream<Arguments> refusals() {
    ResourceId elsewhere =
        ResourceId.of(AzureWorld.GROUP, "Microsoft.Network/virtualNetworks", "spoke")
            .child("subnets", "hs");
    ResourceId full = AzureWorld.NETWORK.child("subnets", "full");
    ResourceId nowhere = AzureWorld.NETWORK.child("subnets", "nowhere");
    return Stream.of(
        refusal("VM missing", w -> w.withoutMachine(HOST), ConditionReason.VirtualMachineNotFound),
        refusal(
            "vmId mismatch",
            w -> w.machine(HOST, vm -> with(vm, new UUID(1, 2), vm.operatingSystem(), false)),
            ConditionReason.VirtualMachineMismatch),
        refusal(
            "outside of the installation's resource groups",
            w -> w.interfaceOf(HOST).writableOnly(new ResourceGroup("s1", "rg-other")),
            ConditionReason.NotAuthorized),
        refusal(
            "two nodes say that they are it",
            w -> w.registeredAgain("hs-vm-b-old", HOST),
            ConditionReason.VirtualMachineMismatch),
        refusal(
            "Windows",
            w -> w.machine(HOST, vm -> with(vm, vm.vmId(), OperatingSystem.WINDOWS, false)),
            ConditionReason.WindowsHost),
        refusal(
            "scale set Uniform",
            w ->
                w.node(
                    HOST,
                    node ->
                        with(
                            node,
                            "azure:///subscriptions/s1/resourceGroups/rg-hs/providers/"
                                + "Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0",
                            Map.of(),
                            Map.of())),
            ConditionReason.ScaleSetUniform),
        refusal(
            "AKS",
            w -> w.node(HOST, node -> labelled(node, "kubernetes.azure.com/cluster")),
            ConditionReason.ManagedElsewhere),
        refusal(
            "Cluster API",
            w ->
                w.node(
                    HOST,
                    node ->
                        with(
                            node,
                            node.providerId().orElseThrow(),
                            node.labels(),
                            Map.of("cluster.x-k8s.io/machine", "m-1"))),
            ConditionReason.ManagedElsewhere),
        refusal(
            "control plane",
            w -> w.node(HOST, node -> labelled(node, "node-role.kubernetes.io/control-plane")),
            ConditionReason.ControlPlaneNode),
        refusal(
            "ephemeral OS disk",
            w -> w.machine(HOST, vm -> with(vm, vm.vmId(), vm.operatingSystem(), true)),
            ConditionReason.EphemeralOsDisk),
        refusal(
            "no second interface allowed",
            w -> w.interfacesAllowed(OptionalInt.of(1)),
            ConditionReason.SecondInterfaceNotAllowed),
        refusal(
            "unknown how many interfaces are allowed",
            w -> w.interfacesAllowed(OptionalInt.empty()),
            ConditionReason.SecondInterfaceNotAllowed),
        refusal(
            "other virtual network",
            w -> w.secondaryInterfacesIn(elsewhere).subnet(elsewhere, "10.9.0.0/24", 0),
            ConditionReason.OtherVirtualNetwork),
        refusal(
            "subnet full",
            w -> w.secondaryInterfacesIn(full).subnet(full, "10.2.4.0/29", 3),
            ConditionReason.SubnetFull),
        refusal(
            "no such subnet",
            w -> w.secondaryInterfacesIn(nowhere),
            ConditionReason.ReferenceNotFound),
        refusal(
            "public address that would be lost",
            w -> w.publicAddress(HOST, false),
            ConditionReason.PublicAddressWouldBeLost),
        refusal(
            "host of an older network",
            w -> w.olderNetwork("older"),
            ConditionReason.HostOfAnotherNetwork));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aHostThatCannotBeTakenDownFailsItsOwnCheck(
      UnaryOperator<FleetWorld> how, CheckName check, String remedy) {
    FleetWorld world = how.apply(DisruptionStory.beginning());
    new DisruptionStory(world).proposed(null).answered(DisruptionStory.KEY).recorded();

    assertThat(world.status(DisruptionStory.KEY).checks())
        .filteredOn(found -> found.name() == check)
        .singleElement()
        .returns(CheckResult.Fail, Check::result)
        .satisfies(found -> assertThat(found.message()).contains(remedy));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        argumentSet(
            "no permission to start",
            (UnaryOperator<FleetWorld>)
                w -> w.notPermitted("Microsoft.Compute/virtualMachines/start/action"),
            CheckName.PathToStart,
            "virtualMachines/start/action"),
        argumentSet(
            "no permission to deallocate",
            (UnaryOperator<FleetWorld>)
                w -> w.notPermitted("Microsoft.Compute/virtualMachines/deallocate/action"),
            CheckName.PathToStart,
            "virtualMachines/deallocate/action"),
        argumentSet(
            "own node",
            (UnaryOperator<FleetWorld>) w -> w.operatorOn(HOST),
            CheckName.NotOurOwnNode,
            "kubectl cordon " + HOST));
  }

  @Test
  void aPublicAddressThatIsStaticIsNoReasonToRefuse() {
    FleetWorld world = new FleetWorld().publicAddress(HOST, true);

    assertThat(world.due(Action.CreateInterface.class)).hasSize(2);
  }

  private static Arguments refusal(
      String name, UnaryOperator<FleetWorld> how, ConditionReason reason) {
    return argumentSet(name, how, reason);
  }

  private static VirtualMachine with(
      VirtualMachine vm, UUID vmId, OperatingSystem operatingSystem, boolean ephemeralOsDisk) {
    return new VirtualMachine(
        vm.id(),
        vmId,
        vm.location(),
        vm.zone(),
        vm.size(),
        operatingSystem,
        vm.scaleSet(),
        vm.managedBy(),
        ephemeralOsDisk,
        vm.nics(),
        vm.tags(),
        vm.provisioningState(),
        vm.etag());
  }

  private static Node labelled(Node node, String label) {
    Map<String, String> labels = new HashMap<>(node.labels());
    labels.put(label, "");
    return with(node, node.providerId().orElseThrow(), labels, node.annotations());
  }

  private static Node with(
      Node node, String providerId, Map<String, String> labels, Map<String, String> annotations) {
    return new Node(
        node.name(),
        node.uid(),
        Optional.of(providerId),
        node.systemUuid(),
        node.bootId(),
        node.ready(),
        node.unschedulable(),
        labels,
        annotations,
        node.addresses(),
        node.resourceVersion());
  }
}
