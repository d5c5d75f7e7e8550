package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;

/**
 * The fabric's end of a plugged NIC.
 *
 * @param index one number for a NIC as long as the fabric lives, from 1; also the firewall mark by
 *     which floating IP reaches the NIC
 * @param nic what is plugged in
 */
record Port(int index, NetworkInterface nic) {

  /** Clear of the kernel's own tables, 253 to 255. */
  private static final int FIRST_TABLE = 1000;

  /** The routing table that leads to the NIC, whatever a packet's destination is. */
  int table() {
    return FIRST_TABLE + index;
  }

  /** The interface's name in the fabric's namespace. */
  String device() {
    return "nic" + index;
  }

  /** The named counter of packets that the NIC sent from an address not its own. */
  String spoofCounter() {
    return "spoofed_nic" + index;
  }

  boolean has(Ipv4Address address) {
    return nic.addresses().contains(address);
  }
}
