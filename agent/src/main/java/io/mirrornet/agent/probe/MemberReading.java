package io.mirrornet.agent.probe;

import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MemberProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one declared member.
 *
 * @param probe what was declared
 * @param listening whether a socket of this host listens on its superserver's port
 * @param status its {@code mirror_status.cxw}; empty: none is declared
 * @param metrics its metrics page; empty: none is declared
 * @param arbiter the connection to its arbiter; empty: none is declared
 */
public record MemberReading(
    MemberProbe probe,
    boolean listening,
    Optional<Page> status,
    Optional<Page> metrics,
    Optional<Outcome> arbiter) {

  private static final int OK = 200;
  private static final int SERVICE_UNAVAILABLE = 503;

  /** What that proves; what it does not prove is Unknown. */
  public MemberEvidence evidence() {
    IrisMetrics numbers =
        metrics
            .flatMap(MemberReading::body)
            .map(IrisMetrics::parse)
            .orElseGet(() -> IrisMetrics.parse(""));
    ConditionStatus page = statusPage();
    return new MemberEvidence(
        probe.mirror(),
        probe.instance(),
        role(page, numbers.role()),
        numbers.type().orElse(MemberType.Unknown),
        page,
        numbers.failoverReady().map(ConditionStatus::of).orElse(ConditionStatus.Unknown),
        numbers.missingDatabases().orElse(null),
        arbiter
            .filter(outcome -> !(outcome instanceof Outcome.NotTried))
            .map(outcome -> ConditionStatus.of(outcome.isConnected()))
            .orElse(ConditionStatus.Unknown),
        message(page, numbers).orElse(null));
  }

  /** The page answers 200 on the primary and 503 on all others; anything else says nothing. */
  private ConditionStatus statusPage() {
    return switch (status.orElse(new Page.Silent(""))) {
      case Page.Answered(int code, String body) when code == OK && body.strip().equals("SUCCESS") ->
          ConditionStatus.True;
      case Page.Answered(int code, _) when code == SERVICE_UNAVAILABLE -> ConditionStatus.False;
      case Page.Answered _, Page.Silent _, Page.Unasked _ -> ConditionStatus.Unknown;
    };
  }

  /** Two witnesses that contradict one another are none. */
  private MemberRole role(ConditionStatus page, Optional<MemberRole> byMetrics) {
    if (contradicts(page, byMetrics)) {
      return MemberRole.Unknown;
    }
    if (byMetrics.isPresent()) {
      return byMetrics.get();
    }
    return switch (page) {
      case True -> MemberRole.Primary;
      case False -> MemberRole.Unknown;
      case Unknown ->
          listening || isNotSilent(metrics) || isNotSilent(status)
              ? MemberRole.Unknown
              : MemberRole.Down;
    };
  }

  private static boolean contradicts(ConditionStatus page, Optional<MemberRole> byMetrics) {
    return byMetrics
        .filter(role -> role != MemberRole.Unknown)
        .map(role ->
            role == MemberRole.Primary
                ? page == ConditionStatus.False
                : page == ConditionStatus.True)
        .orElse(false);
  }

  private Optional<String> message(ConditionStatus page, IrisMetrics numbers) {
    List<String> parts = new ArrayList<>();
    status
        .flatMap(answer -> complaint("status page", answer, page != ConditionStatus.Unknown))
        .ifPresent(parts::add);
    metrics
        .flatMap(answer -> complaint("metrics page", answer, numbers.role().isPresent()))
        .ifPresent(parts::add);
    if (contradicts(page, numbers.role())) {
      parts.add(
          "the status page and iris_mirror_status (%s) contradict one another; read them again"
              .formatted(numbers.role().orElse(MemberRole.Unknown)));
    }
    arbiter
        .filter(outcome -> !outcome.isConnected())
        .ifPresent(outcome -> parts.add("arbiter: " + outcome));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static Optional<String> complaint(String what, Page page, boolean understood) {
    return switch (page) {
      case Page.Silent(String reason) -> Optional.of(what + ": " + reason);
      case Page.Unasked(String reason) -> Optional.of(what + " not read: " + reason);
      case Page.Answered _ when understood -> Optional.empty();
      case Page.Answered(int code, _) ->
          Optional.of("%s: status %d, and no word of the mirror".formatted(what, code));
    };
  }

  /** It answered, or nobody asked it. */
  private static boolean isNotSilent(Optional<Page> page) {
    return page.filter(given -> !(given instanceof Page.Silent)).isPresent();
  }

  private static Optional<String> body(Page page) {
    return page instanceof Page.Answered(int code, String body) && code == OK
        ? Optional.of(body)
        : Optional.empty();
  }
}
