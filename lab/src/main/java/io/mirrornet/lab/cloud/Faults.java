package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The failures that are still to be injected. */
public final class Faults {

  private static final class Pending {
    private final Fault fault;
    private int left;

    private Pending(Fault fault) {
      this.fault = fault;
      this.left = fault.times();
    }
  }

  private final List<Pending> pending = new ArrayList<>();

  /** Injects a fault into the next requests that it matches. */
  public void inject(Fault fault) {
    pending.add(new Pending(fault));
  }

  /** Forgets all faults that have not happened yet. */
  public void clear() {
    pending.clear();
  }

  /** How many injected faults have not happened yet, counted by their times. */
  public int left() {
    return pending.stream().mapToInt(fault -> fault.left).sum();
  }

  /** What a request meets that no fault is meant for. */
  static Met none() {
    return new Faults().new Met(List.of());
  }

  Met meet(ArmRequest request, String action) {
    return pending.isEmpty()
        ? new Met(List.of())
        : new Met(
            pending.stream().filter(fault -> fault.fault.match().meets(request, action)).toList());
  }

  /** The faults that one request met. A fault is used up only when its effect takes place. */
  final class Met {

    private final List<Pending> faults;

    private Met(List<Pending> faults) {
      this.faults = faults;
    }

    Optional<ArmError> refusal() {
      return use(Fault.Effect.Refuse.class::isInstance)
          .map(effect -> ((Fault.Effect.Refuse) effect).error());
    }

    boolean losesRequest() {
      return use(Fault.Effect.LoseRequest.class::isInstance).isPresent();
    }

    boolean losesAnswer() {
      return use(Fault.Effect.LoseAnswer.class::isInstance).isPresent();
    }

    Duration delay() {
      return use(Fault.Effect.Delay.class::isInstance)
          .map(effect -> ((Fault.Effect.Delay) effect).delay())
          .orElse(Duration.ZERO);
    }

    /** How long an operation takes that would take so long by itself. */
    Duration stretch(Duration takes) {
      return use(Fault.Effect.StretchOperation.class::isInstance)
          .map(effect -> takes.plus(((Fault.Effect.StretchOperation) effect).more()))
          .orElse(takes);
    }

    /** Whether a fault waits for an operation that this request begins. */
    boolean pending() {
      return faults.stream().anyMatch(met -> met.left > 0 && ofOperation(met.fault.effect()));
    }

    private static boolean ofOperation(Fault.Effect effect) {
      return effect instanceof Fault.Effect.FailOperation
          || effect instanceof Fault.Effect.CancelOperation
          || effect instanceof Fault.Effect.StretchOperation;
    }

    /** How the operation that this request begins will end. */
    Operation.Outcome outcome() {
      return use(effect ->
              effect instanceof Fault.Effect.FailOperation
                  || effect instanceof Fault.Effect.CancelOperation)
          .map(Met::outcome)
          .orElse(Operation.Outcome.SUCCESS);
    }

    private static Operation.Outcome outcome(Fault.Effect effect) {
      return switch (effect) {
        case Fault.Effect.FailOperation(ArmError error) ->
            new Operation.Outcome(Operation.Status.Failed, Optional.of(error));
        case Fault.Effect.CancelOperation(ArmError error) ->
            new Operation.Outcome(Operation.Status.Canceled, Optional.of(error));
        case Fault.Effect.Refuse refuse -> Operation.Outcome.SUCCESS;
        case Fault.Effect.LoseRequest lose -> Operation.Outcome.SUCCESS;
        case Fault.Effect.LoseAnswer lose -> Operation.Outcome.SUCCESS;
        case Fault.Effect.Delay delay -> Operation.Outcome.SUCCESS;
        case Fault.Effect.StretchOperation stretch -> Operation.Outcome.SUCCESS;
      };
    }

    private Optional<Fault.Effect> use(Predicate<Fault.Effect> kind) {
      for (Pending met : faults) {
        if (met.left > 0 && kind.test(met.fault.effect())) {
          met.left--;
          if (met.left == 0) {
            pending.remove(met);
          }
          return Optional.of(met.fault.effect());
        }
      }
      return Optional.empty();
    }
  }
}
