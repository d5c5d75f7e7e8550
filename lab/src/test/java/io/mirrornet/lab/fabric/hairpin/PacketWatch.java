package io.mirrornet.lab.fabric.hairpin;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;

/**
 * Counts, inside a guest, what becomes of a hairpin's packets: it shows why a connection fails, not
 * only that it does.
 */
final class PacketWatch {

  private static final String TABLE = "watch";

  private final NetworkNamespace guest;
  private final Nft nft;

  private PacketWatch(NetworkNamespace guest, Nft nft) {
    this.guest = guest;
    this.nft = nft;
  }

  /** Counts packets from a client to an address of the guest, and back, from now on. */
  static PacketWatch on(NetworkNamespace guest, Ipv4Address client, Ipv4Address server, Nft nft) {
    nft.apply(
        guest,
        """
        table ip watch {
          counter syn_arrived { }
          counter syn_accepted { }
          counter syn_ack_looped { }
          chain before_routing {
            type filter hook prerouting priority filter; policy accept;
            iifname "eth0" ip saddr %1$s ip daddr %2$s tcp flags & (syn | ack) == syn counter name syn_arrived
          }
          chain after_routing {
            type filter hook input priority filter; policy accept;
            iifname "eth0" ip saddr %1$s ip daddr %2$s tcp flags & (syn | ack) == syn counter name syn_accepted
            iifname "lo" ip saddr %2$s ip daddr %1$s tcp flags & (syn | ack) == (syn | ack) counter name syn_ack_looped
          }
        }
        """
            .formatted(client, server));
    return new PacketWatch(guest, nft);
  }

  /** SYNs that the fabric delivered on eth0. */
  long synArrived() {
    return packets("syn_arrived");
  }

  /** SYNs that routing let through to the server; the rest had a source that it took for a lie. */
  long synAccepted() {
    return packets("syn_accepted");
  }

  /** SYN-ACKs that never left the guest, but came back over lo. */
  long synAckLooped() {
    return packets("syn_ack_looped");
  }

  private long packets(String counter) {
    return nft.packets(guest, TABLE, counter);
  }
}
