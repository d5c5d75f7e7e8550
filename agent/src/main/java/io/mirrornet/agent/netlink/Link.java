package io.mirrornet.agent.netlink;

import io.mirrornet.net.MacAddress;
import java.util.Optional;

/**
 * A network interface.
 *
 * @param index the kernel's number for it, unique at a time, used again after the interface is gone
 * @param name such as {@code eth1}; a person may change it at any time
 * @param mac empty for interfaces without an Ethernet address
 * @param master the index of the interface that this one is enslaved to (a bridge, a bond, or the
 *     synthetic interface of a virtual function); 0: none
 * @param group the interface group, 0 unless somebody set it
 * @param up whether it is switched on ({@code IFF_UP}); routes need that
 * @param carrier whether its cable is plugged in ({@code IFF_LOWER_UP})
 * @param kind what made it, such as {@code veth} or {@code bridge}; empty for hardware
 */
public record Link(
    int index,
    String name,
    Optional<MacAddress> mac,
    int master,
    int group,
    boolean up,
    boolean carrier,
    String kind) {

  /** Whether it stands on its own: what is enslaved carries its master's traffic and MAC. */
  public boolean isMasterDevice() {
    return master == 0;
  }

  /** As this one, in another group. */
  public Link withGroup(int newGroup) {
    return new Link(index, name, mac, master, newGroup, up, carrier, kind);
  }

  /** As this one, switched on or off. */
  public Link withUp(boolean newUp) {
    return new Link(index, name, mac, master, group, newUp, carrier, kind);
  }
}
