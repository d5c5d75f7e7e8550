package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gives the IP configurations of one resource their private addresses, all or none. */
final class PrivateAddresses {

  /** A configuration with the address that it is to have. */
  private record Place(Configuration configuration, Ipv4Address address) {

    boolean holds(Subnet subnet, Ipv4Address wanted) {
      return configuration.subnet().id().equals(subnet.id()) && address.equals(wanted);
    }
  }

  /**
   * A configuration that needs an address.
   *
   * @param document its JSON, which is completed here
   * @param subnet where its address comes from
   */
  record Configuration(ObjectNode document, Subnet subnet) {}

  private final Estate estate;

  PrivateAddresses(Estate estate) {
    this.estate = estate;
  }

  /**
   * Fills in {@code privateIPAddress} of each configuration that has a subnet, and takes the
   * addresses.
   *
   * @param owner the resource whose configurations they are; what it held before and does not hold
   *     now becomes free
   * @param before the array of its configurations as stored so far
   * @throws ArmRefusal where an address is not to be had; then nothing changes
   */
  void assign(
      ArmId owner, List<Configuration> configurations, Optional<Resource> before, String array) {
    List<Place> places = new ArrayList<>();
    List<Configuration> dynamic = new ArrayList<>();
    for (Configuration configuration : configurations) {
      wanted(configuration, before, array)
          .ifPresentOrElse(
              address -> reserve(owner, places, configuration, address),
              () -> dynamic.add(configuration));
    }
    for (Configuration configuration : dynamic) {
      places.add(new Place(configuration, lowest(configuration.subnet(), places)));
    }
    estate.addresses().release(owner);
    for (Place place : places) {
      ObjectNode document = place.configuration().document();
      ArmId subnet = place.configuration().subnet().id();
      estate.addresses().take(subnet, place.address(), text(document, "id"));
      properties(document).put("privateIPAddress", place.address().toString());
    }
  }

  /** The address that a configuration asks for or already has; empty where any will do. */
  private static Optional<Ipv4Address> wanted(
      Configuration configuration, Optional<Resource> before, String array) {
    ObjectNode document = configuration.document();
    ObjectNode properties = properties(document);
    if (!properties.has("privateIPAllocationMethod")) {
      properties.put("privateIPAllocationMethod", "Dynamic");
    }
    if (!properties.has("privateIPAddressVersion")) {
      properties.put("privateIPAddressVersion", "IPv4");
    }
    if (text(properties, "privateIPAllocationMethod").equalsIgnoreCase("Static")) {
      String address = text(properties, "privateIPAddress");
      return Optional.of(
          Ipv4Address.tryParse(address)
              .orElseThrow(() ->
                  NetworkErrors.invalidFormat(
                          "static address \"%s\" of %s".formatted(address, text(document, "id")))
                      .refusal()));
    }
    return before.flatMap(resource ->
        objects(resource.document().path("properties").path(array))
            .filter(held -> sameName(held, document))
            .filter(held -> sameSubnet(held, configuration.subnet()))
            .map(held -> text(held, "properties", "privateIPAddress"))
            .flatMap(address -> Ipv4Address.tryParse(address).stream())
            .findFirst());
  }

  private static boolean sameName(ObjectNode one, ObjectNode other) {
    return text(one, "name").equalsIgnoreCase(text(other, "name"));
  }

  private static boolean sameSubnet(ObjectNode held, Subnet subnet) {
    return text(held, "properties", "subnet", "id").equalsIgnoreCase(subnet.id().toString());
  }

  private void reserve(
      ArmId owner, List<Place> places, Configuration configuration, Ipv4Address address) {
    String id = text(configuration.document(), "id");
    Subnet subnet = configuration.subnet();
    if (!subnet.prefix().contains(address)) {
      throw NetworkErrors.addressNotInSubnet(address.toString(), subnet.prefix().toString())
          .refusal();
    }
    if (AddressBook.reserved(address, subnet.prefix())) {
      throw NetworkErrors.addressReserved(address.toString(), subnet.prefix().toString()).refusal();
    }
    places.stream()
        .filter(place -> place.holds(subnet, address))
        .findFirst()
        .ifPresent(place -> {
          String other = text(place.configuration().document(), "id");
          throw NetworkErrors.addressInUse(id, address.toString(), other).refusal();
        });
    estate
        .addresses()
        .owner(subnet.id(), address)
        .filter(holder -> !partOf(holder, owner))
        .ifPresent(holder -> {
          throw NetworkErrors.addressAllocated(id, address.toString(), holder).refusal();
        });
    places.add(new Place(configuration, address));
  }

  private Ipv4Address lowest(Subnet subnet, List<Place> places) {
    return estate
        .addresses()
        .free(
            subnet.id(),
            subnet.prefix(),
            address -> places.stream().noneMatch(place -> place.holds(subnet, address)))
        .orElseThrow(() ->
            NetworkErrors.subnetFull(subnet.id().toString(), subnet.prefix().toString()).refusal());
  }

  private static boolean partOf(String configuration, ArmId owner) {
    return configuration.toLowerCase(Locale.ROOT).startsWith(owner.key() + "/");
  }
}
