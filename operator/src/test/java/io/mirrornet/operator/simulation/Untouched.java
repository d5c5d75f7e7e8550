package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.cloud.JournalEntry;
import io.mirrornet.lab.cloud.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Law 5: nothing in Azure is lost or changed but what the operator is there for. */
final class Untouched {

  private static final String PUBLIC_ADDRESSES = "Microsoft.Network/publicIPAddresses";
  private static final String OURS = "-mirrornet";
  private static final List<String> OTHERS =
      List.of(
          "Microsoft.Network/loadBalancers", "Microsoft.Network/virtualNetworks", PUBLIC_ADDRESSES);

  private final World world;
  private final Map<String, List<Machine.Interface>> interfaces = new TreeMap<>();
  private final Map<String, String> documents = new TreeMap<>();

  Untouched(World world) {
    this.world = world;
    for (Machine machine : world.cloud().machines()) {
      interfaces.put(machine.id().name(), theirs(machine));
    }
    documents.putAll(documents());
  }

  /** Somebody else has changed something, which is right from now on. */
  void changedByOthers() {
    documents.clear();
    documents.putAll(documents());
  }

  /** A dynamic public address comes and goes with its machine, which others have stopped. */
  void stoppedByOthers(String host) {
    for (ObjectNode document : world.cloud().documents(PUBLIC_ADDRESSES)) {
      if (document.path("name").asText().equals(host + "-ip")) {
        put(documents, document);
      }
    }
  }

  /** The operator has changed something. */
  void mutated(JournalEntry entry) {
    String path = entry.path();
    boolean allowed =
        switch (entry.action()) {
          case "Microsoft.Compute/virtualMachines/deallocate/action",
              "Microsoft.Compute/virtualMachines/start/action",
              "Microsoft.Compute/virtualMachines/write" ->
              true;
          case "Microsoft.Network/networkInterfaces/write" -> path.endsWith(OURS);
          default -> false;
        };
    if (!allowed) {
      throw new LawBroken(5, "%s is none of the operator's business".formatted(entry));
    }
    check();
    documents()
        .forEach((id, now) -> {
          String before = documents.get(id);
          if (!now.equals(before)) {
            throw new LawBroken(
                5, "%s has changed what is not ours: %s was %s".formatted(entry, now, before));
          }
        });
    if (!documents().keySet().equals(documents.keySet())) {
      throw new LawBroken(5, "%s has removed what is not ours".formatted(entry));
    }
  }

  /** Whether each machine has the interfaces that it had, as they were, and at most one of ours. */
  void check() {
    for (Machine machine : world.cloud().machines()) {
      List<Machine.Interface> before =
          Optional.ofNullable(interfaces.get(machine.id().name())).orElseThrow();
      List<Machine.Interface> now = theirs(machine);
      int ours = machine.interfaces().size() - now.size();
      boolean ourPrimary =
          machine.interfaces().stream().anyMatch(nic -> isOurs(nic) && nic.primary());
      if (!now.equals(before) || ours > 1 || ourPrimary) {
        throw new LawBroken(
            5,
            "the interfaces of %s were %s and are %s"
                .formatted(machine.id().name(), before, machine.interfaces()));
      }
    }
  }

  private static boolean isOurs(Machine.Interface nic) {
    return nic.id().name().endsWith(OURS);
  }

  private static List<Machine.Interface> theirs(Machine machine) {
    return machine.interfaces().stream().filter(nic -> !isOurs(nic)).toList();
  }

  private Map<String, String> documents() {
    Map<String, String> all = new TreeMap<>();
    for (String type : OTHERS) {
      world.cloud().documents(type).forEach(document -> put(all, document));
    }
    world.cloud().documents("Microsoft.Network/networkInterfaces").stream()
        .filter(document -> !document.path("name").asText().endsWith(OURS))
        .forEach(document -> put(all, document));
    return all;
  }

  private static void put(Map<String, String> all, ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    copy.remove("etag");
    all.put(document.path("id").asText(), copy.toString());
  }
}
