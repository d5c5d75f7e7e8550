package io.mirrornet.lab.cloud;

import java.time.Duration;

/**
 * How long Azure takes for what.
 *
 * @param networkWrite PUT of a network resource; zero answers at once with its final state
 * @param networkDelete DELETE of a network resource
 * @param machineCreate PUT of a new virtual machine, until it runs
 * @param machineUpdate PUT or PATCH of a virtual machine
 * @param machineDelete DELETE of a virtual machine
 * @param deallocate POST deallocate
 * @param start POST start
 * @param powerOff POST powerOff and restart
 * @param retryAfter the {@code Retry-After} with which clients are asked to poll; zero leaves it to
 *     them
 * @param nicReservation how long a NIC stays reserved for a machine whose update failed
 */
public record Timing(
    Duration networkWrite,
    Duration networkDelete,
    Duration machineCreate,
    Duration machineUpdate,
    Duration machineDelete,
    Duration deallocate,
    Duration start,
    Duration powerOff,
    Duration retryAfter,
    Duration nicReservation) {

  private static final Duration RESERVATION = Duration.ofMinutes(3);

  /** As recorded on Azure: half a minute for a machine to stop or start. */
  public static Timing azure() {
    return new Timing(
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(40),
        Duration.ofSeconds(2),
        Duration.ofSeconds(40),
        Duration.ofSeconds(25),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        RESERVATION);
  }

  /** Everything still takes a while, but nobody has to wait long for it. */
  public static Timing brisk() {
    return new Timing(
        Duration.ZERO,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        RESERVATION);
  }
}
