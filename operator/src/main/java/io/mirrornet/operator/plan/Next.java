package io.mirrornet.operator.plan;

import io.mirrornet.api.ConditionReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes next in one matter: something to do, something to wait for, or neither, if it is over.
 */
public record Next(List<Action> due, Optional<Waiting> waiting) {

  /** Nothing is left to do. */
  public static final Next NOTHING = new Next(List.of(), Optional.empty());

  public Next {
    due = List.copyOf(due);
  }

  /** Something is to be done. */
  public static Next due(Action... actions) {
    return new Next(List.of(actions), Optional.empty());
  }

  /** Nothing can be done before something else happens. */
  public static Next waiting(String subject, ConditionReason reason, String message) {
    return new Next(List.of(), Optional.of(new Waiting(subject, reason, message)));
  }

  /** This, with something to be done at the same time. */
  public Next and(List<Action> more) {
    return new Next(Stream.concat(due.stream(), more.stream()).toList(), waiting);
  }
}
