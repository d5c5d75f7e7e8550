package io.mirrornet.api.crd;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.mirrornet.api.GoDuration;
import io.mirrornet.net.ProtectedRange;
import java.util.Arrays;

/** The CEL rules that follow from a value's type, and never from one field alone. */
final class ValueRules {

  /** Longer than any valid value, so that a rule answers and not the limit of the length. */
  static final long MAX_LENGTH = 64;

  /**
   * What RFC 3339 and {@link java.time.Instant} have in common, of the years 0000 to 9999. The API
   * server's own date-time also takes a decimal comma, offsets of more than 18 hours, and any
   * character for the decimal point.
   */
  static final String TIME_PATTERN =
      "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
          + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?"
          + "(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])$";

  /** As {@link io.mirrornet.net.Ipv4Address} reads it. */
  static final String IPV4_PATTERN =
      "^(%1$s)([.](%1$s)){3}$".formatted("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");

  /** As {@link io.mirrornet.net.MacAddress} writes it. */
  static final String MAC_PATTERN = "^[0-9a-f]{2}(:[0-9a-f]{2}){5}$";

  static final ValidationRule IPV4 =
      rule(
          "isIP(self) && ip(self).family() == 4",
          "must be an IPv4 address such as 10.0.1.100; names, ranges and IPv6 are not supported");

  static final ValidationRule MAC =
      rule(
          "self.matches('%s')".formatted(MAC_PATTERN),
          "must be a MAC address in lower case with colons, such as 00:0d:3a:34:16:08");

  static final ValidationRule DURATION =
      rule(isDuration(), "must be a duration such as 10m, 1h30m or 500ms");

  static final ValidationRule OUTSIDE_PROTECTED_RANGES =
      rule(outsideProtectedRanges("self"), protectedMessage());

  static final ValidationRule EACH_OUTSIDE_PROTECTED_RANGES =
      rule("self.all(key, %s)".formatted(outsideProtectedRanges("self[key]")), protectedMessage());

  private ValueRules() {}

  static ValidationRule durationWithin(String min, String max) {
    // A rule that cannot be evaluated is a refusal without a sentence: hence the guard.
    return rule(
        "!(%s) || (duration(self) >= duration('%s') && duration(self) <= duration('%s'))"
            .formatted(isDuration(), GoDuration.parse(min), GoDuration.parse(max)),
        "must be between %s and %s".formatted(min, max));
  }

  private static String isDuration() {
    return "self.size() <= %d && self.matches('%s')"
        .formatted(GoDuration.MAX_LENGTH, GoDuration.NOTATION);
  }

  private static String outsideProtectedRanges(String address) {
    String ranges =
        Arrays.stream(ProtectedRange.values())
            .map(range -> "'%s'".formatted(range.prefix()))
            .collect(joining(", "));
    return "!isIP(%1$s) || ![%2$s].exists(range, cidr(range).containsIP(%1$s))"
        .formatted(address, ranges);
  }

  private static String protectedMessage() {
    return Arrays.stream(ProtectedRange.values())
        .map(range -> "%s (%s)".formatted(range.prefix(), range.meaning()))
        .collect(
            joining(
                ", ",
                "lies in a range that no route may lead to: ",
                "; give the address of a load balancer's frontend, such as 10.0.1.100"));
  }

  private static ValidationRule rule(String rule, String message) {
    return new ValidationRuleBuilder().withRule(rule).withMessage(message).build();
  }
}
