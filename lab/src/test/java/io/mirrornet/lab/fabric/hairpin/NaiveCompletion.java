package io.mirrornet.lab.fabric.hairpin;

import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Mirror;

/**
 * The least that makes the published route work on Linux: answers from P to S looked up ahead of
 * {@code local}. It cures the hairpin, and does the harm that {@link HarmsIT} shows.
 */
final class NaiveCompletion {

  private static final int TABLE_P = 9801;

  private NaiveCompletion() {}

  static void apply(Host host) {
    host.namespace()
        .ip(
            "route add default via %s dev eth0 table %d"
                .formatted(host.primary().subnet().gateway(), TABLE_P),
            "rule add pref 10 iif lo from %s to %s lookup %d"
                .formatted(host.p(), host.s(), TABLE_P),
            "rule add pref 100 lookup local",
            "rule del pref 0 lookup local");
    for (Mirror mirror : Mirror.ALL) {
      host.namespace()
          .ip(
              "route add %s/32 via %s dev eth1 src %s"
                  .formatted(mirror.vip(), host.secondary().subnet().gateway(), host.s()));
    }
  }

  /** What comes back when eth0 was down, if somebody cares. */
  static void restoreRouteOfP(Host host) {
    host.namespace()
        .ip(
            "route replace default via %s dev eth0 table %d"
                .formatted(host.primary().subnet().gateway(), TABLE_P));
  }
}
