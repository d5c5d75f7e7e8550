package io.mirrornet.operator.observe;

import java.time.Duration;

/**
 * How old a reading may be before it is made again.
 *
 * @param documents lists and single resources
 * @param powerStates power states, which are asked for only where something is under way
 * @param sizes VM sizes, which change with Azure's catalogue
 */
public record Freshness(Duration documents, Duration powerStates, Duration sizes) {

  /** Well below ARM's limits for hundreds of hosts: three lists a group and half minute. */
  public static final Freshness DEFAULT =
      new Freshness(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofHours(6));
}
