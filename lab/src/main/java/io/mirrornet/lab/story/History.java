package io.mirrornet.lab.story;

import io.mirrornet.api.disruption.StepName;
import io.mirrornet.lab.local.Lab.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What happened, as the report tells it: one line for each time that a host was down.
 *
 * @param began when the roll began
 * @param ended when it ended
 */
record History(List<Happening> happenings, Instant began, Instant ended) {

  /**
   * The disruptions in their order.
   *
   * @param mirrors names of the mirrors with a member on a host
   */
  List<Report.Disruption> disruptions(
      List<DisruptionView> records, Function<String, List<String>> mirrors) {
    List<Report.Disruption> result = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    Instant since = began;
    for (Happening.Deallocated down : deallocations().toList()) {
      String host = down.virtualMachine();
      int attempt = seen.merge(host, 1, Integer::sum);
      Optional<Instant> up = startAfter(down);
      Instant until = nextAfter(down).orElse(ended);
      result.add(
          new Report.Disruption(
              host,
              approver(records, host, attempt).orElse(null),
              down.at().toString(),
              up.map(Instant::toString).orElse(null),
              down.sessionsCut(),
              withoutPrimary(mirrors.apply(host), since, up.orElse(until))));
      since = up.orElse(until);
    }
    return List.copyOf(result);
  }

  private Stream<Happening.Deallocated> deallocations() {
    return happenings.stream()
        .filter(Happening.Deallocated.class::isInstance)
        .map(Happening.Deallocated.class::cast);
  }

  private Optional<Instant> nextAfter(Happening.Deallocated down) {
    return deallocations().map(Happening::at).filter(at -> at.isAfter(down.at())).findFirst();
  }

  private Optional<Instant> startAfter(Happening.Deallocated down) {
    return happenings.stream()
        .filter(Happening.Started.class::isInstance)
        .map(Happening.Started.class::cast)
        .filter(start -> start.virtualMachine().equals(down.virtualMachine()))
        .map(Happening::at)
        .filter(at -> at.isAfter(down.at()))
        .findFirst();
  }

  /** Who approved the host's n-th disruption that was opened. */
  private static Optional<String> approver(List<DisruptionView> records, String host, int attempt) {
    return records.stream()
        .filter(disruption -> disruption.host().equals(host))
        .filter(disruption -> disruption.has(StepName.Deallocate))
        .skip(attempt - 1L)
        .findFirst()
        .flatMap(DisruptionView::approvedBy);
  }

  private Map<String, Double> withoutPrimary(List<String> mirrors, Instant from, Instant to) {
    Map<String, Double> seconds = new TreeMap<>();
    mirrors.forEach(mirror -> seconds.put(mirror, withoutPrimary(mirror, from, to)));
    return seconds;
  }

  private double withoutPrimary(String mirror, Instant from, Instant to) {
    Duration total = Duration.ZERO;
    Optional<Instant> lost = Optional.empty();
    for (Happening.PrimaryChanged change : changes(mirror)) {
      if (change.host().isEmpty()) {
        lost = lost.or(() -> Optional.of(change.at()));
      } else if (lost.isPresent()) {
        total = total.plus(overlap(lost.get(), change.at(), from, to));
        lost = Optional.empty();
      }
    }
    Duration open = lost.map(at -> overlap(at, to, from, to)).orElse(Duration.ZERO);
    return Seconds.of(total.plus(open));
  }

  private List<Happening.PrimaryChanged> changes(String mirror) {
    return happenings.stream()
        .filter(Happening.PrimaryChanged.class::isInstance)
        .map(Happening.PrimaryChanged.class::cast)
        .filter(change -> change.mirror().equals(mirror))
        .toList();
  }

  private static Duration overlap(Instant start, Instant end, Instant from, Instant to) {
    Instant first = start.isBefore(from) ? from : start;
    Instant last = end.isAfter(to) ? to : end;
    return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
  }
}
