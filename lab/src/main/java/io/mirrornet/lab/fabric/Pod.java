package io.mirrornet.lab.fabric;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;

/**
 * The network of a pod: a namespace behind that of its node, a virtual machine.
 *
 * @param namespace where the pod's programs run
 */
public record Pod(NetworkNamespace namespace) implements AutoCloseable {

  /** How a pod's packets leave its node. */
  public enum Network {
    /** With the pod's own address, which then is one of the node's NIC: Azure CNI. */
    FLAT,
    /** With the address of the node's interface that they leave by: kubenet, most overlays. */
    MASQUERADED
  }

  /** The next hop of all pods, on no wire: its neighbour entry is given. */
  private static final String NODE = "169.254.1.1";

  private static final String NODE_MAC = "0e:00:00:00:00:01";

  /**
   * Connects a new pod to a node. The node's end goes with the pod; its masquerading rule stays.
   *
   * @param node the machine's namespace
   * @param name also of the node's interface: letters and digits, at most 15, unique on the node
   * @param address the pod's
   * @param nft for the node's masquerading
   */
  public static Pod start(
      NetworkNamespace node, String name, Ipv4Address address, Network network, Nft nft) {
    Pod pod = new Pod(NetworkNamespace.create(name));
    try {
      pod.connect(node, name, address);
      if (network == Network.MASQUERADED) {
        nft.apply(node, masquerade(name, address));
      }
      return pod;
    } catch (RuntimeException e) {
      pod.close();
      throw e;
    }
  }

  private void connect(NetworkNamespace node, String device, Ipv4Address address) {
    node.ip(
        "link add %s address %s type veth peer name eth0 netns %s"
            .formatted(device, NODE_MAC, namespace.path()),
        "link set %s up".formatted(device),
        "route add %s/32 dev %s".formatted(address, device));
    namespace.ip(
        "link set eth0 up",
        "addr add %s/32 dev eth0".formatted(address),
        "neigh replace %s lladdr %s dev eth0 nud permanent".formatted(NODE, NODE_MAC),
        "route add %s dev eth0 scope link".formatted(NODE),
        "route add default via %s dev eth0".formatted(NODE));
  }

  private static String masquerade(String device, Ipv4Address address) {
    return """
    table ip masquerade_%1$s {
      chain postrouting {
        type nat hook postrouting priority srcnat; policy accept;
        ip saddr %2$s oifname != "%1$s" masquerade
      }
    }
    """
        .formatted(device, address);
  }

  @Override
  public void close() {
    namespace.close();
  }
}
