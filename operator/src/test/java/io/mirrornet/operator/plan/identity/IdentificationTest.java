package io.mirrornet.operator.plan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.world.AzureWorld;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentificationTest {

  private final AzureWorld world =
      new AzureWorld().virtualMachine("hs-vm-a", "10.2.1.4").virtualMachine("hs-vm-b", "10.2.1.5");
  private final VirtualMachine vmA = world.vm("hs-vm-a");
  private final Identification identification =
      new Identification(world.virtualMachines(), List.of());

  @Test
  void theProviderIdLeadsToTheVmInWhicheverCaseItIsWritten() {
    Node node = node("azure://" + vmA.id().toString().toLowerCase(Locale.ROOT), uuidOf(vmA));

    assertThat(identification.of(node, Optional.empty())).isEqualTo(new Identity.Proven(vmA));
  }

  @Test
  void withoutAProviderIdTheMachinesUuidLeadsToTheVm() {
    Node node = node("", uuidOf(vmA));

    assertThat(identification.of(node, Optional.empty())).isEqualTo(new Identity.Proven(vmA));
  }

  @Test
  void theObjectsWordGoesBeforeTheProviderId() {
    Node node = node("azure://" + world.vm("hs-vm-b").id(), uuidOf(vmA));

    assertThat(identification.of(node, Optional.of(vmA.id()))).isEqualTo(new Identity.Proven(vmA));
  }

  @Test
  void aVmThatIsNotThisMachineIsRefusedHoweverItWasFound() {
    Node rebuilt = node("azure://" + vmA.id(), UUID.randomUUID().toString());
    Node silent = node("azure://" + vmA.id(), "");

    assertThat(identification.of(rebuilt, Optional.empty()))
        .isEqualTo(new Identity.Mismatch(rebuilt, vmA));
    assertThat(identification.of(rebuilt, Optional.of(vmA.id())))
        .isEqualTo(new Identity.Mismatch(rebuilt, vmA));
    assertThat(identification.of(silent, Optional.empty()))
        .isEqualTo(new Identity.Mismatch(silent, vmA));
  }

  @Test
  void anIdThatArmDoesNotHaveIsNotReplacedByAGuess() {
    ResourceId gone = ResourceId.of(AzureWorld.GROUP, "Microsoft.Compute/virtualMachines", "gone");
    Node node = node("azure://" + gone, uuidOf(vmA));

    assertThat(identification.of(node, Optional.empty()))
        .isEqualTo(new Identity.Missing(node, gone));
  }

  @Test
  void anInstanceOfAUniformScaleSetIsNotAVmOfItsOwn() {
    String providerId =
        "azure://"
            + AzureWorld.GROUP
            + "/providers/Microsoft.Compute/virtualMachineScaleSets/pool/virtualMachines/3";
    Node node = node(providerId, uuidOf(vmA));

    assertThat(identification.of(node, Optional.empty()))
        .isEqualTo(new Identity.UniformScaleSet(node, providerId));
  }

  @Test
  void aNodeOfAnotherProviderWithoutAKnownUuidIsNotFound() {
    Node node = node("kind://docker/kind/kind-worker", UUID.randomUUID().toString());

    assertThat(identification.of(node, Optional.empty())).isEqualTo(new Identity.NotFound(node));
  }

  @Test
  void aMachineThatTwoNodesClaimIsProvenToBeNeither() {
    Node one = node("azure://" + vmA.id(), uuidOf(vmA));
    Node two = node("", uuidOf(vmA).toUpperCase(Locale.ROOT));
    Identification among = new Identification(world.virtualMachines(), List.of(one, two));

    assertThat(List.of(one, two))
        .allSatisfy(node ->
            assertThat(among.of(node, Optional.empty()))
                .isEqualTo(new Identity.Contested(vmA, List.of("hs-vm-a", "hs-vm-a"))));
  }

  @Property
  void bothByteOrdersOfTheFirstThreeGroupsAreTheSameMachine(@ForAll long high, @ForAll long low) {
    UUID vmId = new UUID(high, low);
    String text = vmId.toString();
    String reversed =
        "%s-%s-%s%s"
            .formatted(
                bytesReversed(text.substring(0, 8)),
                bytesReversed(text.substring(9, 13)),
                bytesReversed(text.substring(14, 18)),
                text.substring(18));

    assertThat(SystemUuid.isOf(vmId, vmId.toString().toUpperCase(Locale.ROOT))).isTrue();
    assertThat(SystemUuid.isOf(vmId, reversed)).isTrue();
  }

  @Property
  void anotherMachinesUuidIsNeverTaken(@ForAll long high, @ForAll long low, @ForAll long other) {
    Assume.that(other != low);

    assertThat(SystemUuid.isOf(new UUID(high, low), new UUID(high, other).toString())).isFalse();
  }

  private static String bytesReversed(String hex) {
    StringBuilder reversed = new StringBuilder();
    for (int at = hex.length() - 2; at >= 0; at -= 2) {
      reversed.append(hex, at, at + 2);
    }
    return reversed.toString();
  }

  private static String uuidOf(VirtualMachine vm) {
    return vm.vmId().toString();
  }

  private static Node node(String providerId, String systemUuid) {
    return new Node(
        "hs-vm-a",
        "uid-1",
        Optional.of(providerId).filter(id -> !id.isEmpty()),
        Optional.of(systemUuid).filter(id -> !id.isEmpty()),
        Optional.of("boot-1"),
        true,
        false,
        Map.of(),
        Map.of(),
        List.of(),
        "1");
  }
}
