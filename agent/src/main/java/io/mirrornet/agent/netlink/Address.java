package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;

/**
 * An IPv4 address of an interface.
 *
 * @param link the interface's index
 * @param local the address itself
 * @param prefixLength how large the subnet is that the kernel thinks is behind the interface
 * @param protocol who set it ({@code IFA_PROTO}); 0: not said, and always so before Linux 5.18
 */
public record Address(int link, Ipv4Address local, int prefixLength, int protocol) {

  @Override
  public String toString() {
    return "%s/%d on interface %d".formatted(local, prefixLength, link);
  }
}
