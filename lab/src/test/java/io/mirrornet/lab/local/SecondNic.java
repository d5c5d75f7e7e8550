package io.mirrornet.lab.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What is done by hand where there is no operator. */
final class SecondNic {

  static final String NAME = "second";
  static final String ADDRESS = "10.2.1.15";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SecondNic() {}

  /** Makes a NIC and attaches it to a machine that is deallocated. */
  static void attach(ArmClient arm, String machine) {
    String subnet =
        arm.get("Microsoft.Network/networkInterfaces/%s-nic".formatted(machine))
            .at("/properties/ipConfigurations/0/properties/subnet/id")
            .asText();
    arm.call(
        "PUT",
        "Microsoft.Network/networkInterfaces/" + NAME,
        """
        {"location": "westeurope", "properties": {"ipConfigurations": [{"name": "ipconfig1",
          "properties": {"primary": true, "privateIPAllocationMethod": "Static",
            "privateIPAddress": "%s", "subnet": {"id": "%s"}}}]}}
        """
            .formatted(ADDRESS, subnet));
    String id = "Microsoft.Compute/virtualMachines/" + machine;
    JsonNode document = arm.get(id);
    ((ArrayNode) document.at("/properties/networkProfile/networkInterfaces")).addObject();
    ObjectNode reference =
        (ObjectNode) document.at("/properties/networkProfile/networkInterfaces/1");
    reference.put("id", arm.id("Microsoft.Network/networkInterfaces/" + NAME));
    reference.putObject("properties").put("primary", false);
    arm.call("PUT", id, document.toString());
    await()
        .atMost(PATIENCE)
        .until(() -> arm.get(id).at("/properties/provisioningState").asText().equals("Succeeded"));
  }
}
