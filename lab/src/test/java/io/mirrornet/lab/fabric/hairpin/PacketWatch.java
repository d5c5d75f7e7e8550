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

  /** Counts packets between these two addresses of the guest from now on. */
  static PacketWatch on(NetworkNamespace guest, Ipv4Address client, Ipv4Address server, Nft nft) {
    PacketWatch watch = new PacketWatch(guest, nft);
    nft.apply(
        guest,
        """
        table ip watch {
          counter arrived { }
          counter accepted { }
          counter looped { }
          chain before_routing {
            type filter hook prerouting priority filter; policy accept;
            iifname "eth0" ip saddr %1$s ip daddr %2$s tcp flags & (syn | ack) == syn counter name arrived
          }
          chain after_routing {
            type filter hook input priority filter; policy accept;
            iifname "eth0" ip saddr %1$s ip daddr %2$s tcp flags & (syn | ack) == syn counter name accepted
            iifname "lo" ip saddr %2$s ip daddr %1$s tcp flags & (syn | ack) == (syn | ack) counter name looped
          }
        }
        """
            .formatted(client, server));
    return watch;
  }

  /** SYNs that the fabric delivered on eth0. */
  long synArrived() {
    return nft.packets(guest, TABLE, "arrived");
  }

  /** SYNs that routing let through to the server; the rest had a source that it took for a lie. */
  long synAccepted() {
    return nft.packets(guest, TABLE, "accepted");
  }

  /** SYN-ACKs that never left the guest, but came back over lo. */
  long synAckLooped() {
    return nft.packets(guest, TABLE, "looped");
  }
}
