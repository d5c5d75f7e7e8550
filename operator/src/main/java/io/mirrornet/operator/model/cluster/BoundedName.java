package io.mirrornet.operator.model.cluster;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names of objects that are made from names of other objects, which may be as long as a name may be
 * themselves.
 */
public final class BoundedName {

  private static final int HASH_LENGTH = 8;

  private BoundedName() {}

  /**
   * The readable part, cut off where it is too long, and a hash.
   *
   * @param identity what the hash is of: it tells names apart whose readable parts are equal
   * @param limit of the whole, in characters
   */
  public static String of(String readable, String identity, int limit) {
    String hash =
        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, HASH_LENGTH);
    int end = Math.min(readable.length(), limit - HASH_LENGTH - 1);
    // Each part between dots has to end with a letter or a digit (RFC 1123).
    while (end > 0 && !Character.isLetterOrDigit(readable.charAt(end - 1))) {
      end--;
    }
    return readable.substring(0, end) + "-" + hash;
  }

  /** The readable name as it is, if it is short enough; else as {@link #of}. */
  public static String ifTooLong(String readable, int limit) {
    return readable.length() <= limit ? readable : of(readable, readable, limit);
  }
}
