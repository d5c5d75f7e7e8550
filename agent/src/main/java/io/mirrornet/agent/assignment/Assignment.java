package io.mirrornet.agent.assignment;

import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.agent.route.HostIntent.Backend;
import io.mirrornet.agent.route.HostIntent.SecondInterface;
import io.mirrornet.api.hostroute.GuestInterface;
import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all networks together ask of this host.
 *
 * @param routes the objects, the oldest first
 * @param intent with all destinations that anybody asks for, admitted or not
 * @param conflicts by uid, why an object is left out: it contradicts an older one
 */
public record Assignment(List<HostRoute> routes, HostIntent intent, Map<String, String> conflicts) {

  /** Nothing is asked. */
  public static final Assignment NONE = new Assignment(List.of(), HostIntent.NOTHING, Map.of());

  private static final Comparator<HostRoute> AGE =
      Comparator.comparing(HostRoute::created)
          .thenComparing(HostRoute::namespace)
          .thenComparing(HostRoute::name);

  public Assignment {
    routes = List.copyOf(routes);
    conflicts = Map.copyOf(conflicts);
  }

  /**
   * Takes everything together. An object whose second interface or backends contradict an older
   * object's is left out whole. One without destinations asks for nothing.
   *
   * @param nodeUid of the node that this is; objects for another one are not there
   * @param protectedAddresses as in {@link HostIntent}
   */
  public static Assignment of(
      List<HostRoute> routes, String nodeUid, Set<Ipv4Address> protectedAddresses) {
    List<HostRoute> ours =
        routes.stream()
            .filter(route -> route.spec().nodeUid().equals(nodeUid))
            .sorted(AGE)
            .toList();
    Merger merger = new Merger();
    ours.stream().filter(route -> !route.spec().destinations().isEmpty()).forEach(merger::add);
    return new Assignment(ours, merger.intent(protectedAddresses), merger.conflicts);
  }

  private static final class Merger {
    private final Map<Ipv4Address, Backend> backends = new LinkedHashMap<>();
    private final Set<Ipv4Address> destinations = new HashSet<>();
    private final Map<String, String> conflicts = new HashMap<>();
    private final List<HostRoute> taken = new ArrayList<>();
    private Optional<SecondInterface> second = Optional.empty();

    void add(HostRoute route) {
      Optional<SecondInterface> wish =
          Optional.ofNullable(route.spec().secondary()).map(Merger::second);
      Map<Ipv4Address, Backend> wishes = backends(route);
      Optional<String> conflict = conflict(wish, wishes);
      if (conflict.isPresent()) {
        conflicts.put(route.uid(), conflict.get());
      } else if (wish.isPresent()) {
        second = wish;
        backends.putAll(wishes);
        destinations.addAll(route.destinations());
        taken.add(route);
      }
    }

    HostIntent intent(Set<Ipv4Address> protectedAddresses) {
      return second.isEmpty()
          ? HostIntent.NOTHING
          : new HostIntent(
              second, List.copyOf(backends.values()), destinations, protectedAddresses);
    }

    private Optional<String> conflict(
        Optional<SecondInterface> wish, Map<Ipv4Address, Backend> wishes) {
      if (second.isPresent() && wish.isPresent() && !second.equals(wish)) {
        return Optional.of(
            "%s asks for the second interface %s (%s), this object for %s (%s)"
                .formatted(
                    taken.getFirst(),
                    second.get().address(),
                    second.get().mac(),
                    wish.get().address(),
                    wish.get().mac()));
      }
      return wishes.values().stream()
          .filter(backend -> !backends.getOrDefault(backend.address(), backend).equals(backend))
          .findFirst()
          .map(backend ->
              "%s names another interface or gateway for %s"
                  .formatted(taken.getFirst(), backend.address()));
    }

    private static Map<Ipv4Address, Backend> backends(HostRoute route) {
      Map<Ipv4Address, Backend> all = new LinkedHashMap<>();
      route
          .spec()
          .backends()
          .forEach(backend ->
              all.put(
                  backend.address(),
                  new Backend(backend.mac(), backend.address(), backend.gateway())));
      return all;
    }

    private static SecondInterface second(GuestInterface asked) {
      return new SecondInterface(asked.mac(), asked.address(), asked.gateway());
    }
  }
}
