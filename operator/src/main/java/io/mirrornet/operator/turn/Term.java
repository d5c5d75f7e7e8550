package io.mirrornet.operator.turn;

import io.mirrornet.operator.loop.Loop;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.port.Leadership;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop for each term of leadership: what a loop remembers of Azure and of questions is worth
 * nothing once another process has led. One thread at a time.
 */
public final class Term implements Supplier<Optional<FleetPlan>> {

  private final Leadership leadership;
  private final IntSupplier term;
  private final Supplier<Loop> loops;
  private @Nullable Loop loop;
  private int of;

  /**
   * @param term changes when another process may have led meanwhile
   * @param loops makes one without memory
   */
  public Term(Leadership leadership, IntSupplier term, Supplier<Loop> loops) {
    this.leadership = leadership;
    this.term = term;
    this.loops = loops;
  }

  /** One turn, if this process leads. */
  @Override
  public Optional<FleetPlan> get() {
    if (!leadership.isHeld()) {
      return Optional.empty();
    }
    int now = term.getAsInt();
    Loop current = loop;
    if (current == null || now != of) {
      current = loops.get();
      loop = current;
      of = now;
    }
    return current.turn();
  }
}
