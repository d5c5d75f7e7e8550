package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a check found, before it has a name and a time. */
record Finding(CheckResult result, String message) {

  static Finding pass(String message) {
    return new Finding(CheckResult.Pass, message);
  }

  static Finding fail(String message) {
    return new Finding(CheckResult.Fail, message);
  }

  static Finding unknown(String message) {
    return new Finding(CheckResult.Unknown, message);
  }

  /** The worst of several: a failure, else something unknown, else what to say if all is well. */
  static Finding worst(Stream<Finding> findings, String otherwise) {
    return findings
        .max(Comparator.comparingInt(Finding::severity))
        .orElseGet(() -> pass(otherwise));
  }

  private int severity() {
    return switch (result) {
      case Pass -> 0;
      case Unknown -> 1;
      case Fail -> 2;
    };
  }

  /**
   * The check. The time of an equal finding before it stays, so that a status changes only with
   * what it says.
   */
  Check as(CheckName name, List<Check> before, Instant now) {
    return before.stream()
        .filter(old -> old.name() == name && old.result() == result)
        .filter(old -> old.message().equals(message))
        .findFirst()
        .orElseGet(() -> new Check(name, result, message, now));
  }
}
