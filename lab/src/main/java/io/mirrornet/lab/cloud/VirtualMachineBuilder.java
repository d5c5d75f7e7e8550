package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.properties;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Describes a machine with its NICs and makes it; what is not said has a usual value. */
public final class VirtualMachineBuilder {

  private final Elsewhere world;
  private final String name;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private String group = "rg-hs";
  private String size = "Standard_E8s_v5";
  private String subnet = "hs";
  private String osType = "Linux";
  private String deleteOption = "Detach";
  private Optional<String> zone = Optional.empty();
  private Optional<String> address = Optional.empty();
  private Optional<String> secondAddress = Optional.empty();
  private Optional<String> scaleSet = Optional.empty();
  private boolean ephemeral;
  private boolean publicAddress;

  VirtualMachineBuilder(Elsewhere world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Its resource group; {@code rg-hs} if not said. */
  public VirtualMachineBuilder resourceGroup(String value) {
    group = value;
    return this;
  }

  /** Its size; one that takes four NICs if not said. */
  public VirtualMachineBuilder size(String value) {
    size = value;
    return this;
  }

  /** Its availability zone. */
  public VirtualMachineBuilder zone(String value) {
    zone = Optional.of(value);
    return this;
  }

  /** The name of the subnet of its NICs; {@code hs} if not said. */
  public VirtualMachineBuilder subnet(String value) {
    subnet = value;
    return this;
  }

  /** The static address of its primary NIC; a dynamic one if not said. */
  public VirtualMachineBuilder address(String value) {
    address = Optional.of(value);
    return this;
  }

  /** Gives it a second NIC with a static address. */
  public VirtualMachineBuilder secondNic(String value) {
    secondAddress = Optional.of(value);
    return this;
  }

  /** {@code Linux} or {@code Windows}. */
  public VirtualMachineBuilder osType(String value) {
    osType = value;
    return this;
  }

  /** What becomes of its NICs when it is deleted: {@code Detach} or {@code Delete}. */
  public VirtualMachineBuilder deleteOption(String value) {
    deleteOption = value;
    return this;
  }

  /** Puts its OS disk on the host, so that it cannot be deallocated. */
  public VirtualMachineBuilder ephemeralDisk() {
    ephemeral = true;
    return this;
  }

  /** Gives its primary NIC a dynamic public address. */
  public VirtualMachineBuilder dynamicPublicAddress() {
    publicAddress = true;
    return this;
  }

  /** Makes it an instance of a Flexible scale set of this name. */
  public VirtualMachineBuilder flexibleScaleSet(String value) {
    scaleSet = Optional.of(value);
    return this;
  }

  /** Tags the machine. */
  public VirtualMachineBuilder tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  /** Makes it; it runs at once. */
  public Machine create() {
    ObjectNode body = Documents.object().put("location", world.location());
    tags.forEach((key, value) -> Documents.child(body, "tags").put(key, value));
    zone.ifPresent(in -> body.putArray("zones").add(in));
    ObjectNode properties = properties(body);
    properties.putObject("hardwareProfile").put("vmSize", size);
    ObjectNode disk = properties.putObject("storageProfile").putObject("osDisk");
    disk.put("osType", osType);
    if (ephemeral) {
      disk.putObject("diffDiskSettings").put("option", "Local");
    }
    properties.putObject("osProfile").put("computerName", name).put("adminUsername", "lab");
    scaleSet.ifPresent(set ->
        properties.set(
            "virtualMachineScaleSet",
            Documents.reference(
                world.id(group, "Microsoft.Compute/virtualMachineScaleSets", set))));
    ArrayNode interfaces = properties.putObject("networkProfile").putArray("networkInterfaces");
    String subnetId = world.subnetId(subnet);
    String primary = world.networkInterface(group, name + "-nic", subnetId, address);
    attach(interfaces, primary, true);
    if (publicAddress) {
      givePublicAddress(primary);
    }
    secondAddress.ifPresent(second ->
        attach(
            interfaces,
            world.networkInterface(group, name + "-nic2", subnetId, Optional.of(second)),
            false));
    String id = world.id(group, "Microsoft.Compute/virtualMachines", name);
    world.put(id, body);
    return world.machine(id);
  }

  private void attach(ArrayNode interfaces, String nic, boolean primary) {
    ObjectNode reference = Documents.reference(nic);
    properties(reference).put("primary", primary).put("deleteOption", deleteOption);
    interfaces.add(reference);
  }

  private void givePublicAddress(String nic) {
    String id = world.id(group, "Microsoft.Network/publicIPAddresses", name + "-ip");
    ObjectNode address = Documents.object();
    properties(address).put("publicIPAllocationMethod", "Dynamic");
    world.put(id, address);
    ObjectNode document = world.document(nic);
    properties((ObjectNode) properties(document).path("ipConfigurations").path(0))
        .set("publicIPAddress", Documents.reference(id));
    world.put(nic, document);
  }
}
