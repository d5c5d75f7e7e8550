package io.mirrornet.lab.cloud;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which private address of which subnet belongs to which IP configuration. */
final class AddressBook {

  /** Azure keeps the first four addresses of a subnet and the last for itself. */
  private static final int RESERVED_AT_START = 4;

  private final Map<String, Map<Ipv4Address, String>> subnets = new HashMap<>();

  /** The configuration that holds an address. */
  Optional<String> owner(ArmId subnet, Ipv4Address address) {
    return Optional.ofNullable(of(subnet).get(address));
  }

  /** Some configuration that holds an address of the subnet. */
  Optional<String> anyOwner(ArmId subnet) {
    return of(subnet).values().stream().findFirst();
  }

  Iterable<String> owners(ArmId subnet) {
    return of(subnet).values();
  }

  /** The lowest free address, which is what Azure gives to the first who ask. */
  Optional<Ipv4Address> free(ArmId subnet, Ipv4Prefix prefix, Predicate<Ipv4Address> acceptable) {
    Map<Ipv4Address, String> taken = of(subnet);
    Ipv4Address candidate = prefix.network().plus(RESERVED_AT_START);
    while (candidate.compareTo(prefix.last()) < 0 && prefix.contains(candidate)) {
      if (!taken.containsKey(candidate) && acceptable.test(candidate)) {
        return Optional.of(candidate);
      }
      candidate = candidate.plus(1);
    }
    return Optional.empty();
  }

  static boolean reserved(Ipv4Address address, Ipv4Prefix prefix) {
    return address.compareTo(prefix.network().plus(RESERVED_AT_START)) < 0
        || address.equals(prefix.last());
  }

  void take(ArmId subnet, Ipv4Address address, String owner) {
    of(subnet).put(address, owner);
  }

  /** Frees all addresses of a resource's configurations. */
  void release(ArmId resource) {
    String prefix = resource + "/";
    for (Map<Ipv4Address, String> taken : subnets.values()) {
      Iterator<String> owners = taken.values().iterator();
      while (owners.hasNext()) {
        if (owners.next().regionMatches(true, 0, prefix, 0, prefix.length())) {
          owners.remove();
        }
      }
    }
  }

  private Map<Ipv4Address, String> of(ArmId subnet) {
    return subnets.computeIfAbsent(subnet.key(), key -> new TreeMap<>());
  }
}
