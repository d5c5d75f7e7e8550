package io.mirrornet.agent.guard;

import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.Set;

/** The host's network as something that can be brought to where it is to be. For one thread. */
public interface RouteTable extends AutoCloseable {

  /**
   * Looks, writes what has to change, and looks again until nothing has to, or the kernel refuses.
   *
   * @throws RuntimeException if the kernel does not tell what is there
   */
  Programmed converge(HostIntent intent);

  /** The virtual addresses whose routes stand, by whatever run of ours. */
  Set<Ipv4Address> standing();

  /** Waits until something may have changed, {@link #wake} was called, or time is up. */
  Disturbance await(Duration atMost);

  /** Ends {@link #await}. From any thread. */
  void wake();

  /** Lets go of what it holds open. What was written stays. */
  @Override
  void close();

  /** What ended a wait. */
  enum Disturbance {
    /** Nothing that matters here. */
    NONE,
    /** Rules or routes that may be ours or in our way. */
    ENTRIES,
    /** Links or addresses: what follows from that, the kernel does not tell. */
    LINKS,
    /** Nobody knows: events were lost. */
    LOST
  }
}
