package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.ids;
import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Network interfaces: a PUT replaces all that the client may say about one. */
final class NetworkInterfaces implements ResourceType {

  static final TypeName NAME = ApiVersions.network("networkInterfaces");

  /** What only Azure writes; it outlives every PUT. */
  private static final List<String> READ_ONLY =
      List.of("virtualMachine", "primary", "macAddress", "dnsSettings");

  private final Estate estate;
  private final NetworkWrites writes;
  private final Links links;
  private final PrivateAddresses addresses;
  private final NicReservations reservations;
  private final PublicIpAddresses publicAddresses;
  private final String domain;

  NetworkInterfaces(
      Estate estate,
      NetworkWrites writes,
      Links links,
      NicReservations reservations,
      PublicIpAddresses publicAddresses) {
    this.estate = estate;
    this.writes = writes;
    this.links = links;
    this.addresses = new PrivateAddresses(estate);
    this.reservations = reservations;
    this.publicAddresses = publicAddresses;
    this.domain = estate.identifiers().label(26) + ".ax.internal.cloudapp.net";
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public List<String> children() {
    return List.of("ipConfigurations");
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    Optional<Resource> there = estate.store().find(id);
    there.ifPresent(this::machineMustRest);
    ObjectNode document = writes.draft(call, id, NAME, body, there);
    List<ObjectNode> configurations = writes.children(document, id, "ipConfigurations");
    if (configurations.isEmpty()) {
      throw NetworkErrors.invalidFormat("networkInterfaces need an ipConfiguration").refusal();
    }
    onePrimary(configurations);
    there.ifPresent(existing -> primaryStays(existing, configurations));
    List<PrivateAddresses.Configuration> placed = new ArrayList<>();
    for (ObjectNode configuration : configurations) {
      placed.add(
          new PrivateAddresses.Configuration(configuration, links.subnet(call, id, configuration)));
      linkConfiguration(call, id, configuration);
    }
    links.join(call, id, properties(document), "networkSecurityGroup");
    oneNetwork(id, placed);
    oneInternalBalancer(id, configurations);
    there.ifPresent(existing -> secondaryStaysInSubnet(existing, placed));
    complete(document, there);
    addresses.assign(id, placed, there, "ipConfigurations");
    return writes.commit(call, this, id, document, there);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    return writes.tags(call, this, resource, body);
  }

  @Override
  public ArmResponse delete(Call call, Resource resource) {
    String machine = machine(resource);
    if (!machine.isEmpty()) {
      throw NetworkErrors.nicInUse(resource.id(), machine).refusal();
    }
    reservations.mustBeFree(resource.id(), Optional.empty());
    return writes.remove(call, this, resource, () -> released(resource));
  }

  /** While its machine is being switched or updated, a NIC is Compute's. */
  private void machineMustRest(Resource nic) {
    estate
        .store()
        .find(machine(nic))
        .flatMap(Resource::running)
        .ifPresent(running -> {
          throw NetworkErrors.machineBusy(nic.id(), running.name(), running.id()).refusal();
        });
  }

  /** Takes a load balancer that is no more out of the pools of a NIC. */
  void leave(Resource nic, ArmId balancer) {
    ObjectNode changed = nic.draft();
    objects(properties(changed).path("ipConfigurations"))
        .forEach(configuration -> {
          ArrayNode left = Documents.array();
          objects(properties(configuration).path("loadBalancerBackendAddressPools"))
              .filter(pool ->
                  ArmId.parse(text(pool, "id"))
                      .map(ArmId::parent)
                      .filter(balancer::equals)
                      .isEmpty())
              .forEach(left::add);
          properties(configuration).set("loadBalancerBackendAddressPools", left);
        });
    writes.amend(this, nic, changed);
  }

  private void released(Resource resource) {
    estate.addresses().release(resource.id());
  }

  /** The machine that a NIC is attached to; empty text if none. */
  static String machine(Resource nic) {
    return text(nic.document(), "properties", "virtualMachine", "id");
  }

  static String subnetId(Resource nic) {
    return text(primary(nic), "properties", "subnet", "id");
  }

  private static JsonNode primary(Resource nic) {
    JsonNode configurations = nic.document().path("properties").path("ipConfigurations");
    return objects(configurations)
        .filter(one -> one.path("properties").path("primary").asBoolean())
        .findFirst()
        .<JsonNode>map(one -> one)
        .orElse(configurations.path(0));
  }

  /** Notes in a NIC that a machine's profile names it. */
  void attach(Resource nic, ArmId machine, boolean primary) {
    ObjectNode changed = nic.draft();
    properties(changed).put("primary", primary);
    properties(changed).set("virtualMachine", Documents.reference(machine.toString()));
    if (!changed.equals(nic.document())) {
      writes.amend(this, nic, changed);
    }
  }

  /** Notes in a NIC that no machine's profile names it any more. */
  void detach(Resource nic) {
    ObjectNode changed = nic.draft();
    properties(changed).remove(List.of("primary", "virtualMachine"));
    writes.amend(this, nic, changed);
  }

  /** Removes a NIC that goes with its machine. */
  void remove(Resource nic) {
    estate.store().remove(nic.id());
    released(nic);
  }

  /** A machine has started: its NICs get their MAC and their dynamic public addresses. */
  void started(Resource nic) {
    if (!nic.document().path("properties").has("macAddress")) {
      ObjectNode changed = nic.draft();
      properties(changed).put("macAddress", estate.identifiers().mac());
      writes.amend(this, nic, changed);
    }
    publicAddresses(nic).forEach(publicAddresses::allocate);
  }

  /** A machine was deallocated: its dynamic public addresses are lost, the private ones stay. */
  void deallocated(Resource nic) {
    publicAddresses(nic).forEach(publicAddresses::release);
  }

  private List<Resource> publicAddresses(Resource nic) {
    return objects(nic.document().path("properties").path("ipConfigurations"))
        .map(one -> text(one, "properties", "publicIPAddress", "id"))
        .flatMap(id -> estate.store().find(id).stream())
        .toList();
  }

  private void linkConfiguration(Call call, ArmId id, ObjectNode configuration) {
    ObjectNode properties = properties(configuration);
    links.join(call, id, properties, "publicIPAddress");
    links.joinAll(call, id, properties, "loadBalancerBackendAddressPools");
    links.joinAll(call, id, properties, "loadBalancerInboundNatRules");
    links.joinAll(call, id, properties, "applicationSecurityGroups");
    publicAddresses.mustBeFree(
        text(properties, "publicIPAddress", "id"), text(configuration, "id"));
  }

  private static void onePrimary(List<ObjectNode> configurations) {
    boolean named =
        configurations.stream().anyMatch(one -> one.path("properties").path("primary").asBoolean());
    for (int i = 0; i < configurations.size(); i++) {
      ObjectNode properties = properties(configurations.get(i));
      properties.put("primary", named ? properties.path("primary").asBoolean() : i == 0);
    }
  }

  private static void primaryStays(Resource existing, List<ObjectNode> configurations) {
    String before = text(primary(existing), "name");
    if (configurations.stream().noneMatch(one -> text(one, "name").equalsIgnoreCase(before))) {
      throw NetworkErrors.configurationDeleted(before).refusal();
    }
  }

  private static void oneNetwork(ArmId id, List<PrivateAddresses.Configuration> placed) {
    if (placed.stream().map(one -> one.subnet().network().id()).distinct().count() > 1) {
      throw NetworkErrors.subnetsNotInSameVnet(id).refusal();
    }
  }

  private static void secondaryStaysInSubnet(
      Resource existing, List<PrivateAddresses.Configuration> placed) {
    boolean secondary =
        !machine(existing).isEmpty()
            && !existing.document().path("properties").path("primary").asBoolean();
    boolean moves =
        placed.stream()
            .filter(one -> one.document().path("properties").path("primary").asBoolean())
            .anyMatch(one -> !one.subnet().id().toString().equalsIgnoreCase(subnetId(existing)));
    if (secondary && moves) {
      throw NetworkErrors.secondaryCannotChangeSubnet(existing.id()).refusal();
    }
  }

  private void oneInternalBalancer(ArmId id, List<ObjectNode> configurations) {
    long internal =
        configurations.stream()
            .flatMap(
                one -> ids(one.path("properties").path("loadBalancerBackendAddressPools")).stream())
            .flatMap(pool -> ArmId.parse(pool).map(ArmId::parent).stream())
            .distinct()
            .flatMap(balancer -> estate.store().find(balancer).stream())
            .filter(LoadBalancers::internal)
            .count();
    if (internal > 1) {
      throw NetworkErrors.oneInternalLoadBalancer(id).refusal();
    }
  }

  private void complete(ObjectNode document, Optional<Resource> there) {
    ObjectNode properties = properties(document);
    JsonNode servers = properties.path("dnsSettings").path("dnsServers");
    properties.remove(READ_ONLY);
    there.ifPresent(existing ->
        Documents.adopt(
            properties, (ObjectNode) existing.document().path("properties"), READ_ONLY));
    ObjectNode dns = Documents.object();
    dns.set("dnsServers", servers.isArray() ? servers : Documents.array());
    dns.set("appliedDnsServers", dns.path("dnsServers").deepCopy());
    dns.put("internalDomainNameSuffix", domain);
    properties.set("dnsSettings", dns);
    for (String flag :
        List.of(
            "enableAcceleratedNetworking",
            "vnetEncryptionSupported",
            "enableIPForwarding",
            "disableTcpStateTracking")) {
      properties.put(flag, properties.path(flag).asBoolean());
    }
    properties.putArray("hostedWorkloads");
    properties.putArray("tapConfigurations");
    properties.put("nicType", "Standard").put("allowPort25Out", false);
    properties.put("auxiliaryMode", "None").put("auxiliarySku", "None");
    document.put("kind", "Regular");
  }
}
