package io.mirrornet.lab.cloud;

import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Everything that Azure makes up: ids, etags, MAC addresses, public addresses. */
final class Identifiers {

  private final RandomGenerator random;

  Identifiers(RandomGenerator random) {
    this.random = random;
  }

  /** A random UUID (RFC 9562, version 4). */
  String uuid() {
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** The weak etag of a network resource. */
  String weakEtag() {
    return "W/\"" + uuid() + "\"";
  }

  /** A MAC address in one of Azure's ranges, as ARM writes it. */
  String mac() {
    int tail = random.nextInt(1 << 24);
    return String.format(
        Locale.ROOT, "00-0D-3A-%02X-%02X-%02X", tail >> 16 & 255, tail >> 8 & 255, tail & 255);
  }

  /** A public address out of 20.0.0.0/8. */
  String publicAddress() {
    return "20."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + (1 + random.nextInt(254));
  }

  /** Lower-case letters and digits, as in generated domain names. */
  String label(int length) {
    StringBuilder label = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      label.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
    }
    return label.toString();
  }
}
