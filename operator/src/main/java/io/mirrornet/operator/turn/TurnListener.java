package io.mirrornet.operator.turn;

import io.mirrornet.operator.plan.FleetPlan;
import java.time.Duration;

/** Who wants to know what became of a turn. */
public interface TurnListener {

  /** A turn was made. */
  void turned(FleetPlan plan, Duration took);

  /** A turn was broken off by a defect. */
  void failed();
}
