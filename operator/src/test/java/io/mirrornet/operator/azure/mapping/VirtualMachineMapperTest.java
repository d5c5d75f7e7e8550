package io.mirrornet.operator.azure.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInstanceViewInner;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMachineMapperTest {

  private static final String GROUP = "/subscriptions/s/resourceGroups/rg";
  private static final String ID = GROUP + "/providers/Microsoft.Compute/virtualMachines/vm";
  private static final String SET =
      GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/set";
  private static final String NIC = GROUP + "/providers/Microsoft.Network/networkInterfaces/nic";
  private static final String VM_ID = "7a1b2c3d-0000-4000-8000-000000000001";

  @Test
  void allThatADecisionRestsOnIsRead() {
    VirtualMachine vm =
        vm(
            """
            {"id": "%s", "location": "westeurope", "zones": ["2"], "etag": "\\"5\\"",
             "tags": {"a": "b"},
             "properties": {"vmId": "%s", "provisioningState": "Updating",
               "hardwareProfile": {"vmSize": "Standard_E8s_v5"},
               "storageProfile": {"osDisk": {"osType": "Linux",
                 "diffDiskSettings": {"option": "Local"}}},
               "networkProfile": {"networkInterfaces": [
                 {"id": "%s", "properties": {"primary": true, "deleteOption": "Delete"}},
                 {"id": "%s2"}]}}}
            """
                .formatted(ID, VM_ID, NIC, NIC));

    assertThat(vm.vmId()).hasToString(VM_ID);
    assertThat(vm.zone()).contains("2");
    assertThat(vm.etag()).contains("\"5\"");
    assertThat(vm.size()).isEqualTo("Standard_E8s_v5");
    assertThat(vm.operatingSystem()).isEqualTo(OperatingSystem.LINUX);
    assertThat(vm.ephemeralOsDisk()).isTrue();
    assertThat(vm.provisioningState()).isEqualTo(ProvisioningState.UPDATING);
    assertThat(vm.primaryNic().orElseThrow().id()).isEqualTo(ResourceId.parse(NIC));
    assertThat(vm.nics().getFirst().deleteOption()).isEqualTo(DeleteOption.DELETE);
    assertThat(vm.nics().getLast().deleteOption()).isEqualTo(DeleteOption.UNSET);
    assertThat(vm.nics().getLast().primary()).isFalse();
  }

  @Test
  void aMachineOfWhichLittleIsSaidIsNotTakenForALinuxMachine() {
    VirtualMachine vm =
        vm("{\"id\": \"%s\", \"properties\": {\"vmId\": \"%s\"}}".formatted(ID, VM_ID));

    assertThat(vm.operatingSystem()).isEqualTo(OperatingSystem.WINDOWS);
    assertThat(vm.nics()).isEmpty();
    assertThat(vm.size()).isEmpty();
    assertThat(vm.tags()).isEmpty();
    assertThat(vm.etag()).isEmpty();
    assertThat(vm.provisioningState()).isEqualTo(ProvisioningState.OTHER);
  }

  @Test
  void aFlexibleScaleSetIsNoForeignManagerOfItsMachines() {
    VirtualMachine flexible = managedBy(SET.toUpperCase(Locale.ROOT));
    VirtualMachine foreign = managedBy("/subscriptions/s/resourceGroups/rg/providers/A.B/c/d");

    assertThat(flexible.scaleSet()).contains(ResourceId.parse(SET));
    assertThat(flexible.managedBy()).isEmpty();
    assertThat(foreign.managedBy()).isPresent();
  }

  @Test
  void aMachineThatCannotBeToldFromAnotherIsNoMachine() {
    assertThatThrownBy(() -> vm("{\"id\": \"%s\", \"properties\": {}}".formatted(ID)))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining("vmId");
    assertThatThrownBy(() -> vm("{\"properties\": {\"vmId\": \"%s\"}}".formatted(VM_ID)))
        .isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void aNicWithoutAnIdIsNotLeftOutOfTheList() {
    String document =
        """
        {"id": "%s", "properties": {"vmId": "%s",
          "networkProfile": {"networkInterfaces": [{"properties": {"primary": true}}]}}}
        """
            .formatted(ID, VM_ID);

    assertThatThrownBy(() -> vm(document)).isInstanceOf(MalformedDocumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PowerState/deallocated, DEALLOCATED",
    "powerstate/running, RUNNING",
    "PowerState/hibernated, UNKNOWN",
    "ProvisioningState/succeeded, UNKNOWN"
  })
  void thePowerStateIsOneOfTheStatuses(String code, PowerState state) {
    VirtualMachineInstanceViewInner view =
        Json.read(
            "{\"statuses\": [{}, {\"code\": \"ProvisioningState/updating\"}, {\"code\": \"%s\"}]}"
                .formatted(code),
            VirtualMachineInstanceViewInner::fromJson);

    assertThat(PowerStateMapper.map(view)).isEqualTo(state);
  }

  @Test
  void anInstanceViewThatSaysNothingIsUnknown() {
    assertThat(PowerStateMapper.map(new VirtualMachineInstanceViewInner()))
        .isEqualTo(PowerState.UNKNOWN);
  }

  private static VirtualMachine managedBy(String manager) {
    return vm(
        """
        {"id": "%s", "managedBy": "%s",
         "properties": {"vmId": "%s", "virtualMachineScaleSet": {"id": "%s"}}}
        """
            .formatted(ID, manager, VM_ID, SET));
  }

  private static VirtualMachine vm(String json) {
    return VirtualMachineMapper.map(Json.read(json, VirtualMachineInner::fromJson));
  }
}
