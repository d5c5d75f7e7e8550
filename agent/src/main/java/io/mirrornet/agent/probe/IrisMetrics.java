package io.mirrornet.agent.probe;

import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import java.util.Optional;

/**
 * What an instance's metrics page says of its mirror ({@code /api/monitor/metrics}, InterSystems
 * Monitoring Guide), in the text format of Prometheus.
 *
 * @param role {@code iris_mirror_status}
 * @param type {@code iris_mirror_member_type}
 * @param failoverReady {@code iris_mirror_failover_ready}
 * @param missingDatabases {@code iris_mirror_missing_databases}
 */
record IrisMetrics(
    Optional<MemberRole> role,
    Optional<MemberType> type,
    Optional<Boolean> failoverReady,
    Optional<Integer> missingDatabases) {

  /** Reads a page; what is not there, or not a number, is empty. */
  static IrisMetrics parse(String page) {
    return new IrisMetrics(
        value(page, "iris_mirror_status").map(IrisMetrics::role),
        value(page, "iris_mirror_member_type").map(IrisMetrics::type),
        value(page, "iris_mirror_failover_ready").map(number -> number == 1),
        value(page, "iris_mirror_missing_databases"));
  }

  private static MemberRole role(int number) {
    return switch (number) {
      case 1 -> MemberRole.NotInitialized;
      case 2 -> MemberRole.Primary;
      case 3 -> MemberRole.Backup;
      case 4 -> MemberRole.Connected;
      case 5 -> MemberRole.Transition;
      case 6 -> MemberRole.Synchronizing;
      case 7 -> MemberRole.Waiting;
      case 8 -> MemberRole.Stopped;
      case 9 -> MemberRole.Crashed;
      default -> MemberRole.Unknown;
    };
  }

  private static MemberType type(int number) {
    return switch (number) {
      case 3 -> MemberType.Failover;
      case 5 -> MemberType.DisasterRecovery;
      case 6 -> MemberType.ReadOnlyReporting;
      case 7 -> MemberType.ReadWriteReporting;
      default -> MemberType.Unknown;
    };
  }

  /** The value of the one sample with this name, labels or not; several that differ are none. */
  private static Optional<Integer> value(String page, String name) {
    var values =
        page.lines()
            .filter(line -> line.startsWith(name))
            .map(line -> line.substring(name.length()))
            .filter(rest -> rest.startsWith(" ") || rest.startsWith("{"))
            .map(rest -> rest.substring(rest.lastIndexOf('}') + 1).strip().split(" ", 2)[0])
            .distinct()
            .toList();
    return values.size() == 1 ? number(values.getFirst()) : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
          ? Optional.of((int) value)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
