package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The door for whoever sets up a world or plays the rest of it: no permission, no limit, no fault,
 * no journal, and everything is done at once. What Azure would refuse is refused here too, with an
 * {@link IllegalStateException}.
 */
public final class Elsewhere {

  /** The group of what belongs to no group in particular. */
  public static final String GROUP = "rg-network";

  /** The virtual network in which {@link #subnet(String, String)} makes subnets. */
  public static final String NETWORK = "vnet";

  private static final Principal NOBODY = new Principal("elsewhere", "elsewhere", "elsewhere");

  private final Estate estate;
  private final Router router;
  private final GroupRoutes groups;
  private final VirtualMachines machines;
  private final VmSizes sizes;

  Elsewhere(
      Estate estate, Router router, GroupRoutes groups, VirtualMachines machines, VmSizes sizes) {
    this.estate = estate;
    this.router = router;
    this.groups = groups;
    this.machines = machines;
    this.sizes = sizes;
  }

  /** The first location of the cloud. */
  public String location() {
    return estate.config().locations().getFirst();
  }

  /** The id of a resource, whether it exists or not. */
  public String id(String group, String type, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
        .formatted(estate.config().subscriptionId(), group, type, name);
  }

  /** Makes a resource group, if it is not there. */
  public void resourceGroup(String name) {
    groups.write(estate.config().subscriptionId(), name, location(), Documents.object());
  }

  /**
   * Makes a subnet in the default network, whose address space grows with it.
   *
   * @return its id
   */
  public String subnet(String name, String prefix) {
    return subnet(NETWORK, name, prefix);
  }

  /**
   * Makes a subnet in a network of this name, and the network if it is not there.
   *
   * @return its id
   */
  public String subnet(String network, String name, String prefix) {
    String id = id(GROUP, "Microsoft.Network/virtualNetworks", network);
    ObjectNode body =
        estate.store().find(id).map(Resource::draft).orElseGet(Elsewhere::emptyNetwork);
    Documents.child(properties(body), "addressSpace").withArray("addressPrefixes").add(prefix);
    ObjectNode subnet = properties(body).withArray("subnets").addObject().put("name", name);
    subnet.putObject("properties").put("addressPrefix", prefix);
    put(id, body);
    return id + "/subnets/" + name;
  }

  /** The id of a subnet by its name alone; the first of that name. */
  public String subnetId(String name) {
    return estate.store().all(VirtualNetworks.NAME.key()).stream()
        .flatMap(network -> objects(network.document().path("properties").path("subnets")))
        .filter(subnet -> text(subnet, "name").equals(name))
        .map(subnet -> text(subnet, "id"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no subnet " + name));
  }

  /** Begins to describe a machine. */
  public VirtualMachineBuilder virtualMachine(String name) {
    return new VirtualMachineBuilder(this, name);
  }

  /** Begins to describe a load balancer. */
  public LoadBalancerBuilder loadBalancer(String name) {
    return new LoadBalancerBuilder(this, name);
  }

  /**
   * Makes a NIC with one configuration.
   *
   * @param address its address; any free one if empty
   * @return its id
   */
  public String networkInterface(
      String group, String name, String subnetId, Optional<String> address) {
    resourceGroup(group);
    ObjectNode body = Documents.object().put("location", location());
    ObjectNode configuration =
        properties(body).putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    ObjectNode properties = configuration.putObject("properties").put("primary", true);
    properties.set("subnet", Documents.reference(subnetId));
    properties.put("privateIPAllocationMethod", address.isPresent() ? "Static" : "Dynamic");
    address.ifPresent(wanted -> properties.put("privateIPAddress", wanted));
    String id = id(group, "Microsoft.Network/networkInterfaces", name);
    put(id, body);
    return id;
  }

  /** Whether a machine size is known. */
  public boolean knowsSize(String name) {
    return sizes.find(name).isPresent();
  }

  /** Makes a machine size known, or changes how many NICs it takes; empty if its SKU is silent. */
  public void size(String name, OptionalInt interfaces) {
    sizes.add(new VmSizes.Size(name, "standardLabFamily", 4, 16, interfaces));
  }

  /** Makes a Uniform scale set, whose instances exist only below it. */
  public void uniformScaleSet(String group, String name, int instances) {
    resourceGroup(group);
    String id = id(group, "Microsoft.Compute/virtualMachineScaleSets", name);
    add(id, "Microsoft.Compute/virtualMachineScaleSets", "orchestrationMode", "Uniform");
    for (int i = 0; i < instances; i++) {
      String instance = id + "/virtualMachines/" + i;
      add(
          instance,
          "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
          "vmId",
          estate.identifiers().uuid());
      add(
          instance + "/networkInterfaces/nic",
          "Microsoft.Network/networkInterfaces",
          "macAddress",
          estate.identifiers().mac());
    }
  }

  private void add(String id, String type, String property, String value) {
    ArmId parsed = ArmId.parse(id).orElseThrow();
    ObjectNode document = Documents.object().put("id", id).put("name", parsed.name());
    document.put("type", type).put("location", location()).put("etag", "\"1\"");
    properties(document).put("provisioningState", "Succeeded").put(property, value);
    estate.store().add(new Resource(parsed, document));
  }

  /** The document of a resource, to change and put. */
  public ObjectNode document(String id) {
    return estate
        .store()
        .find(id)
        .map(Resource::draft)
        .orElseThrow(() -> new IllegalStateException("there is no " + id));
  }

  /** Creates or replaces a resource, with a body as for HTTP PUT. */
  public void put(String id, ObjectNode body) {
    if (!body.has("location")) {
      body.put("location", location());
    }
    ArmId.parse(id).ifPresent(parsed -> resourceGroup(parsed.resourceGroup()));
    carryOut(request("PUT", id).body(body));
  }

  /** Deletes a resource. */
  public void delete(String id) {
    carryOut(request("DELETE", id));
  }

  /** Switches a machine: {@code start}, {@code deallocate}, {@code powerOff}, {@code restart}. */
  public void post(String machineId, String action) {
    carryOut(request("POST", machineId + "/" + action));
  }

  /** The guest switches itself off, or crashes; the machine stays allocated. */
  public void guestOff(String machineId) {
    machines.guestOff(
        estate
            .store()
            .find(machineId)
            .orElseThrow(() -> new IllegalStateException("there is no " + machineId)));
  }

  Machine machine(String id) {
    return machines.describe(
        estate.store().find(id).orElseThrow(() -> new IllegalStateException("there is no " + id)));
  }

  /** The ids of all machines of a name, in whatever group. */
  List<String> machineIds(String name) {
    List<String> ids = new ArrayList<>();
    for (Resource machine : estate.store().all(VirtualMachines.NAME.key())) {
      if (machine.id().name().equalsIgnoreCase(name)) {
        ids.add(machine.id().toString());
      }
    }
    return ids;
  }

  private void carryOut(ArmRequest request) {
    ArmPath path = ArmPath.parse(request.path());
    String version = VirtualMachines.NAME.apiVersions().getLast();
    try {
      router
          .route(request, path)
          .handler()
          .handle(new Call(request, path, version, (action, id) -> {}, Faults.none()));
    } catch (ArmRefusal refusal) {
      throw new IllegalStateException(request.path() + ": " + refusal.getMessage(), refusal);
    }
    int depth = path.tail().size() - path.tail().size() % 2;
    estate
        .store()
        .find(path.id(depth))
        .flatMap(Resource::running)
        .ifPresent(running -> running.end(Operation.Outcome.SUCCESS, estate.now()));
  }

  private static ArmRequest request(String method, String path) {
    return ArmRequest.of(method, path, NOBODY);
  }

  private static ObjectNode emptyNetwork() {
    ObjectNode network = Documents.object();
    properties(network).putArray("subnets");
    return network;
  }
}
