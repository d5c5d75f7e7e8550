package io.mirrornet.net;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Addresses that no route of ours may ever lead to, whoever asks for it: a VM whose route to one of
 * them is taken away loses itself, its platform or its neighbours. No load balancer's frontend can
 * have one of them. Known without asking anybody; what depends on the cluster (pods, services,
 * gateways) is checked elsewhere.
 */
public enum ProtectedRange {
  /** RFC 1122 3.2.1.3: "this network"; 0.0.0.0 also stands for the default route. */
  THIS_NETWORK("0.0.0.0/8", "this network"),
  /** RFC 1122 3.2.1.3. */
  LOOPBACK("127.0.0.0/8", "loopback"),
  /** RFC 3927. */
  LINK_LOCAL("169.254.0.0/16", "link-local"),
  /** Azure Instance Metadata Service, where identities and the node's own description come from. */
  INSTANCE_METADATA("169.254.169.254/32", "Azure's instance metadata service"),
  /** Azure's virtual public address: DHCP, DNS, the VM agent, the load balancer's health probes. */
  AZURE_PLATFORM("168.63.129.16/32", "Azure's platform address"),
  /** RFC 5771. */
  MULTICAST("224.0.0.0/4", "multicast"),
  /** RFC 1112 4 and, at its end, the limited broadcast of RFC 919. */
  RESERVED("240.0.0.0/4", "reserved and broadcast");

  @SuppressWarnings("ImmutableEnumChecker") // a record of two numbers is immutable
  private final Ipv4Prefix prefix;

  private final String meaning;

  ProtectedRange(String prefix, String meaning) {
    this.prefix = Ipv4Prefix.parse(prefix);
    this.meaning = meaning;
  }

  /** The narrowest range that holds the address; empty if it may be a destination. */
  public static Optional<ProtectedRange> holding(Ipv4Address address) {
    return touchedBy(Ipv4Prefix.host(address));
  }

  /**
   * The narrowest range that shares an address with the block, which is so for each range and
   * 0.0.0.0/0; empty if all of the block may be a destination.
   */
  public static Optional<ProtectedRange> touchedBy(Ipv4Prefix block) {
    return Arrays.stream(values())
        .filter(range -> range.prefix.overlaps(block))
        .max(Comparator.comparingInt(range -> range.prefix.length()));
  }

  /** The addresses. */
  public Ipv4Prefix prefix() {
    return prefix;
  }

  /** What the addresses are for, to be put into a sentence. */
  public String meaning() {
    return meaning;
  }
}
