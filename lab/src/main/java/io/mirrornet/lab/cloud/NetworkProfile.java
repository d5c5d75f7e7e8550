package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.ids;
import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The NICs of a machine: which it may have, and what attaching and detaching does to them. */
final class NetworkProfile {

  private final Estate estate;
  private final NetworkInterfaces interfaces;
  private final NicReservations reservations;
  private final VmSizes sizes;

  NetworkProfile(
      Estate estate, NetworkInterfaces interfaces, NicReservations reservations, VmSizes sizes) {
    this.estate = estate;
    this.interfaces = interfaces;
    this.reservations = reservations;
    this.sizes = sizes;
  }

  /** The NICs that a machine's document names. */
  List<Resource> interfaces(ObjectNode machine) {
    return references(machine)
        .flatMap(reference -> estate.store().find(text(reference, "id")).stream())
        .toList();
  }

  static Stream<ObjectNode> references(ObjectNode machine) {
    return objects(machine.path("properties").path("networkProfile").path("networkInterfaces"));
  }

  /**
   * Checks the profile that a document asks for and writes each reference as Azure shows it.
   *
   * @throws ArmRefusal where Azure would refuse it, whatever the machine's power state
   */
  void check(Call call, ArmId machine, ObjectNode document) {
    JsonNode profile = document.path("properties").path("networkProfile");
    if (profile.has("networkInterfaceConfigurations")) {
      throw ComputeErrors.unsupported("networkProfile.networkInterfaceConfigurations").refusal();
    }
    List<ObjectNode> references = references(document).toList();
    if (references.isEmpty()) {
      throw ComputeErrors.invalidParameter(
              "networkProfile", "a virtual machine needs a network interface")
          .refusal();
    }
    for (ObjectNode reference : references) {
      reference.put("id", usable(call, machine, document, reference).id().toString());
    }
    if (Set.copyOf(ids(profile.path("networkInterfaces"))).size() < references.size()) {
      throw ComputeErrors.invalidParameter(
              "networkProfile", "a network interface is named more than once")
          .refusal();
    }
    checkPrimary(machine, references);
    checkCount(machine, text(document, "properties", "hardwareProfile", "vmSize"), references);
    checkNetwork(machine, document);
  }

  private Resource usable(Call call, ArmId machine, ObjectNode document, ObjectNode reference) {
    String given = text(reference, "id");
    Resource nic =
        estate
            .store()
            .find(given)
            .filter(found -> found.id().typeKey().equals(NetworkInterfaces.NAME.key()))
            .filter(found -> found.location().equals(text(document, "location")))
            .orElseThrow(() -> NetworkErrors.invalidReference(given, machine).refusal());
    call.access().require("Microsoft.Network/networkInterfaces/join/action", nic.id().toString());
    String holder = NetworkInterfaces.machine(nic);
    if (!holder.isEmpty() && !holder.equalsIgnoreCase(machine.toString())) {
      throw NetworkErrors.nicInUse(nic.id(), holder).refusal();
    }
    reservations.mustBeFree(nic.id(), Optional.of(machine));
    if (nic.provisioningState().equals("Deleting") || nic.provisioningState().equals("Updating")) {
      throw NetworkErrors.notProvisioned(
              nic.id().toString(), machine, "PutNetworkInterfaceOperation")
          .refusal();
    }
    return nic;
  }

  /** One NIC is primary without saying so; of several, each must say, and one must be it. */
  private static void checkPrimary(ArmId machine, List<ObjectNode> references) {
    if (references.size() == 1) {
      ObjectNode only = properties(references.getFirst());
      if (only.has("primary") && !only.path("primary").asBoolean()) {
        throw ComputeErrors.onePrimary(machine).refusal();
      }
      only.put("primary", true);
      return;
    }
    for (ObjectNode reference : references) {
      if (!reference.path("properties").path("primary").isBoolean()) {
        throw ComputeErrors.primaryNotSet(text(reference, "id")).refusal();
      }
    }
    if (references.stream().filter(NetworkProfile::primary).count() != 1) {
      throw ComputeErrors.onePrimary(machine).refusal();
    }
  }

  static boolean primary(ObjectNode reference) {
    return reference.path("properties").path("primary").asBoolean();
  }

  /** A size that does not say how many NICs it takes is taken to take one. */
  private void checkCount(ArmId machine, String size, List<ObjectNode> references) {
    OptionalInt most = sizes.find(size).map(VmSizes.Size::interfaces).orElse(OptionalInt.empty());
    if (references.size() > most.orElse(1)) {
      throw ComputeErrors.tooManyInterfaces(machine, size, references.size(), most.orElse(1))
          .refusal();
    }
  }

  private void checkNetwork(ArmId machine, ObjectNode document) {
    long networks =
        interfaces(document).stream()
            .map(NetworkInterfaces::subnetId)
            .flatMap(subnet -> ArmId.parse(subnet).map(ArmId::parent).stream())
            .distinct()
            .count();
    if (networks > 1) {
      throw ComputeErrors.differentNetworks(machine).refusal();
    }
  }

  /** Whether two documents name different sets of NICs. */
  static boolean differs(ObjectNode one, ObjectNode other) {
    return !keys(one).equals(keys(other));
  }

  private static Set<ArmId> keys(ObjectNode machine) {
    Set<ArmId> keys = new LinkedHashSet<>();
    references(machine)
        .flatMap(reference -> ArmId.parse(text(reference, "id")).stream())
        .forEach(keys::add);
    return keys;
  }

  /** Makes the NICs agree with a machine's document that replaces another. */
  void apply(ArmId machine, ObjectNode before, ObjectNode after) {
    Set<ArmId> kept = keys(after);
    interfaces(before).stream().filter(nic -> !kept.contains(nic.id())).forEach(interfaces::detach);
    references(after)
        .forEach(reference ->
            estate
                .store()
                .find(text(reference, "id"))
                .ifPresent(nic -> interfaces.attach(nic, machine, primary(reference))));
  }

  /** Reserves for a machine the NICs that an update named which then failed. */
  void reserve(ArmId machine, ObjectNode before, ObjectNode asked) {
    Set<ArmId> had = keys(before);
    keys(asked).stream()
        .filter(nic -> !had.contains(nic))
        .forEach(nic -> reservations.reserve(nic, machine));
  }

  void started(ObjectNode machine) {
    interfaces(machine).forEach(interfaces::started);
  }

  void deallocated(ObjectNode machine) {
    interfaces(machine).forEach(interfaces::deallocated);
  }

  /** A machine is deleted: its NICs go with it or stay, as each reference says. */
  void abandon(ObjectNode machine) {
    references(machine)
        .forEach(reference ->
            estate.store().find(text(reference, "id")).ifPresent(nic -> abandon(reference, nic)));
  }

  private void abandon(ObjectNode reference, Resource nic) {
    if (text(reference, "properties", "deleteOption").equalsIgnoreCase("Delete")) {
      interfaces.remove(nic);
    } else {
      interfaces.detach(nic);
    }
  }

  /** The NICs as a watcher sees them. */
  List<Machine.Interface> describe(ObjectNode machine) {
    return references(machine)
        .flatMap(reference ->
            estate
                .store()
                .find(text(reference, "id"))
                .map(nic -> describe(reference, nic))
                .stream())
        .toList();
  }

  private static Machine.Interface describe(ObjectNode reference, Resource nic) {
    JsonNode properties = nic.document().path("properties");
    List<String> addresses =
        objects(properties.path("ipConfigurations"))
            .sorted(
                Comparator.comparing(one -> !one.path("properties").path("primary").asBoolean()))
            .map(one -> text(one, "properties", "privateIPAddress"))
            .toList();
    return new Machine.Interface(
        nic.id(),
        primary(reference),
        present(text(reference, "properties", "deleteOption")),
        present(text(properties, "macAddress")),
        addresses,
        NetworkInterfaces.subnetId(nic));
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  /** A copy of the profile, for an update that leaves it as it is. */
  static void keep(ObjectNode document, ObjectNode from) {
    JsonNode profile = from.path("properties").path("networkProfile");
    if (profile.path("networkInterfaces") instanceof ArrayNode) {
      properties(document).set("networkProfile", profile.deepCopy());
    }
  }
}
