package io.mirrornet.agent.guard;

import io.mirrornet.agent.route.Change;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.agent.route.Obstacle;
import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on the host after a look.
 *
 * @param intent what was asked for when it looked
 * @param interfaceName what the host calls the second interface; empty if it is not there
 * @param destinations the virtual addresses whose routes stand
 * @param retained second addresses that nobody asks for, whose open connections are waited for
 * @param clean whether nothing of ours is left
 * @param obstacles what could not be written, and why
 * @param refusal what the kernel refused to do, if it did
 * @param changes what was written in this look
 */
public record Programmed(
    HostIntent intent,
    Optional<String> interfaceName,
    Set<Ipv4Address> destinations,
    Set<Ipv4Address> retained,
    boolean clean,
    List<Obstacle> obstacles,
    Optional<Refusal> refusal,
    List<Change> changes) {

  public Programmed {
    destinations = Set.copyOf(destinations);
    retained = Set.copyOf(retained);
    obstacles = List.copyOf(obstacles);
    changes = List.copyOf(changes);
  }

  /** Whether another look shortly is worth it: somebody else has to do something first. */
  public boolean isWaiting() {
    return refusal.isPresent() || !retained.isEmpty();
  }

  /** Whether the same stands for the same reasons, however much had to be written for it. */
  public boolean standsAs(Programmed other) {
    return withoutChanges().equals(other.withoutChanges());
  }

  private Programmed withoutChanges() {
    return new Programmed(
        intent, interfaceName, destinations, retained, clean, obstacles, refusal, List.of());
  }

  /**
   * A change that the kernel did not take.
   *
   * @param reason in the kernel's words
   */
  public record Refusal(Change change, String reason) {}
}
