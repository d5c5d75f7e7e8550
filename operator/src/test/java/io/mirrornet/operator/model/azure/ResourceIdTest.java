package io.mirrornet.operator.model.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

  private static final String SUBNET =
      "/subscriptions/s1/resourceGroups/rg-hs/providers/Microsoft.Network/virtualNetworks/hub/subnets/hs";

  @Test
  void idsAreEqualWithoutRegardToCaseAndKeepTheirSpelling() {
    ResourceId id = ResourceId.parse(SUBNET);
    ResourceId shouted = ResourceId.parse(SUBNET.toUpperCase(Locale.ROOT));

    assertThat(shouted).isEqualTo(id).hasSameHashCodeAs(id);
    assertThat(id).hasToString(SUBNET);
  }

  @Test
  void anIdTellsItsTypeItsNameItsGroupAndItsParent() {
    ResourceId id = ResourceId.parse(SUBNET);

    assertThat(id.type()).isEqualTo("Microsoft.Network/virtualNetworks/subnets");
    assertThat(id.name()).isEqualTo("hs");
    assertThat(id.resourceGroup()).isEqualTo(new ResourceGroup("S1", "RG-HS"));
    assertThat(id.parent().orElseThrow().child("subnets", "hs")).isEqualTo(id);
    assertThat(id.parent().orElseThrow().parent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "hs-vm-a",
        "/subscriptions/s1",
        "/subscriptions/s1/resourceGroups/rg",
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines",
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/",
        "/subscriptions/s1/resourceGroups//providers/Microsoft.Compute/virtualMachines/vm",
        "/subscriptions/s1/groups/rg/providers/Microsoft.Compute/virtualMachines/vm",
        "subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
      })
  void whatNamesNoResourceOfAResourceGroupIsRefused(String text) {
    assertThat(ResourceId.tryParse(text)).isEmpty();
  }
}
