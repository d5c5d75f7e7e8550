package io.mirrornet.operator.plan.identity;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a machine's firmware gives as its UUID (SMBIOS type 1), against Azure's vmId.
 *
 * <p>SMBIOS keeps the first three groups little-endian since 2.6, and kernels, hypervisors and
 * kubelets disagree on who turns them round: the same machine shows up in both byte orders. The
 * last two groups are the same in both.
 */
public final class SystemUuid {

  private SystemUuid() {}

  /** Whether the text names the machine that Azure calls {@code vmId}, in either byte order. */
  public static boolean isOf(UUID vmId, String systemUuid) {
    return readings(systemUuid).contains(vmId);
  }

  /** The machines that the text may name: one, in both byte orders; none if it is no UUID. */
  public static Set<UUID> readings(String systemUuid) {
    return parse(systemUuid)
        .map(uuid ->
            uuid.equals(firstGroupsReversed(uuid))
                ? Set.of(uuid)
                : Set.of(uuid, firstGroupsReversed(uuid)))
        .orElseGet(Set::of);
  }

  private static Optional<UUID> parse(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static UUID firstGroupsReversed(UUID uuid) {
    long high = uuid.getMostSignificantBits();
    long first = Integer.reverseBytes((int) (high >>> 32)) & 0xffff_ffffL;
    long second = Short.reverseBytes((short) (high >>> 16)) & 0xffffL;
    long third = Short.reverseBytes((short) high) & 0xffffL;
    return new UUID(first << 32 | second << 16 | third, uuid.getLeastSignificantBits());
  }
}
