package io.mirrornet.operator.plan.provision;

import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Metadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags by which a NIC is known as ours. The installation and the VM decide; the network and its
 * uid are for people, so that a network that is deleted and created again takes its NICs back.
 */
public final class Ownership {

  static final String INSTALLATION = "mirrornet-installation";
  static final String VM_ID = "mirrornet-vm-id";
  static final String NETWORK = "mirrornet-network";
  static final String NETWORK_UID = "mirrornet-network-uid";

  private Ownership() {}

  /** The tags of a new NIC: those that the network asks for, and ours over them. */
  static Map<String, String> tags(
      Installation installation, VirtualMachine vm, Metadata network, Map<String, String> wished) {
    Map<String, String> tags = new HashMap<>(wished);
    tags.put(INSTALLATION, installation.name());
    tags.put(VM_ID, vm.vmId().toString());
    tags.put(NETWORK, network.key().toString());
    tags.put(NETWORK_UID, network.uid());
    return Map.copyOf(tags);
  }

  /** NAMESPACE/NAME of the network that a NIC of ours was made for. */
  public static Optional<String> network(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(NETWORK));
  }

  /** Whether the tags of two NICs say that one installation made them for one VM. */
  public static boolean agree(Map<String, String> one, Map<String, String> other) {
    return one.containsKey(INSTALLATION)
        && one.get(INSTALLATION).equals(other.get(INSTALLATION))
        && one.containsKey(VM_ID)
        && one.get(VM_ID).equalsIgnoreCase(other.get(VM_ID));
  }

  /** Whether this installation made the NIC for this very VM. */
  public static boolean isOurs(NetworkInterface nic, Installation installation, VirtualMachine vm) {
    return installation.name().equals(nic.tags().get(INSTALLATION))
        && vm.vmId().toString().equalsIgnoreCase(nic.tags().get(VM_ID));
  }
}
