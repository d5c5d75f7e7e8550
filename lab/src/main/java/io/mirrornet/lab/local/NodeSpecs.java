package io.mirrornet.lab.local;

import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.kubernetes.node.NodeSpec;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a machine's kubelet tells of it, as Azure's cloud provider would have it. */
final class NodeSpecs {

  private final Scenario scenario;
  private final Map<String, Integer> numbers = new HashMap<>();

  NodeSpecs(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The node of a machine. Pods of no two nodes have one address. */
  NodeSpec of(Machine machine) {
    String name = machine.id().name();
    Optional<Scenario.VirtualMachine> host =
        scenario.virtualMachines().stream().filter(one -> one.name().equals(name)).findFirst();
    boolean named = host.map(Scenario.VirtualMachine::providerId).orElse(true);
    return new NodeSpec(
        name,
        Ipv4Address.parse(machine.primary().orElseThrow().addresses().getFirst()),
        UUID.fromString(machine.vmId()),
        named ? Optional.of("azure://" + machine.id()) : Optional.empty(),
        host.map(this::labels).orElse(Map.of()),
        Addressing.pods(numbers.computeIfAbsent(name, _ -> numbers.size())));
  }

  private Map<String, String> labels(Scenario.VirtualMachine host) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("healthshare.example/tier", "ucr");
    labels.put("node.kubernetes.io/instance-type", host.size());
    labels.put("topology.kubernetes.io/region", scenario.location());
    host.zone()
        .ifPresent(
            zone -> labels.put("topology.kubernetes.io/zone", scenario.location() + "-" + zone));
    return labels;
  }
}
