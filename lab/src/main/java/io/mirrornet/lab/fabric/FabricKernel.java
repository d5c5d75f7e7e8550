package io.mirrornet.lab.fabric;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.util.List;

/** The fabric's namespace: everything here is a word to the kernel and nothing a decision. */
final class FabricKernel implements AutoCloseable {

  /** What Azure's virtual routers answer every ARP request with. */
  private static final String ROUTER_MAC = "12:34:56:78:9a:bc";

  private final NetworkNamespace namespace;
  private final Nft nft;

  private FabricKernel(NetworkNamespace namespace, Nft nft) {
    this.namespace = namespace;
    this.nft = nft;
  }

  static FabricKernel create(Nft nft) {
    FabricKernel kernel = new FabricKernel(NetworkNamespace.create("fabric"), nft);
    try {
      kernel.becomeRouter();
      return kernel;
    } catch (RuntimeException e) {
      kernel.close();
      throw e;
    }
  }

  /** Interfaces take the defaults when they are made, so all of this comes before the first. */
  private void becomeRouter() {
    namespace.sysctl("net.ipv4.ip_forward", 1);
    for (String scope : List.of("all", "default")) {
      namespace.sysctl("net.ipv4.conf." + scope + ".rp_filter", 0);
      namespace.sysctl("net.ipv4.conf." + scope + ".send_redirects", 0);
      namespace.sysctl("net.ipv6.conf." + scope + ".disable_ipv6", 1);
    }
    namespace.sysctl("net.ipv4.conf.default.proxy_arp", 1);
    // Proxy ARP answers where it has a route by another interface; "void" is that route for what
    // nobody has, the gateways first of all.
    namespace.ip(
        "link add " + Ruleset.VOID + " type veth peer name " + Ruleset.VOID + "end",
        "link set " + Ruleset.VOID + "end up",
        "link set " + Ruleset.VOID + " arp off up",
        "route add default dev " + Ruleset.VOID,
        "addr add " + Fabric.PROBE_SOURCE + "/32 dev lo");
  }

  NetworkNamespace namespace() {
    return namespace;
  }

  void plug(Port port, NetworkNamespace guest, String guestDevice) {
    String device = port.device();
    NetworkInterface nic = port.nic();
    namespace.ip(
        "link add %s address %s type veth peer name %s address %s netns %s"
            .formatted(device, ROUTER_MAC, guestDevice, nic.macAddress(), guest.path()),
        "link set %s up".formatted(device),
        "route replace default via %s dev %s onlink table %d"
            .formatted(nic.privateIpAddress(), device, port.table()),
        "rule add pref 100 fwmark %d lookup %d".formatted(port.index(), port.table()));
    // Else the kernel delays its ARP answers by up to 0.8 s, at random.
    namespace.sysctl("net.ipv4.neigh." + device + ".proxy_delay", 0);
    for (Ipv4Address address : nic.addresses()) {
      // The fabric knows who has which address; guests are never asked.
      namespace.ip(
          "neigh replace %s lladdr %s dev %s nud permanent"
              .formatted(address, nic.macAddress(), device),
          "route add %s/32 dev %s".formatted(address, device));
    }
  }

  /** Routes and neighbours go with the interface. */
  void unplug(Port port) {
    namespace.ip("link delete " + port.device(), "rule delete pref 100 fwmark " + port.index());
  }

  void apply(String ruleset) {
    nft.apply(namespace, ruleset);
  }

  /** How many packets a counter of the ruleset has seen. */
  long packets(String counter) {
    return nft.packets(namespace, Ruleset.TABLE, counter);
  }

  @Override
  public void close() {
    namespace.close();
  }
}
