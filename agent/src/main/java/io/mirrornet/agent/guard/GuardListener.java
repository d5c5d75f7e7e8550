package io.mirrornet.agent.guard;

import io.mirrornet.agent.guard.RouteTable.Disturbance;
import java.time.Duration;

/** Who is told what the guard sees and does. Called by the guard's thread: return at once. */
public interface GuardListener {

  /**
   * The guard has looked.
   *
   * @param programmed what stands now, and what had to be written
   * @param disturbance what made it look
   * @param took from the disturbance until all was as it is to be
   */
  void looked(Programmed programmed, Disturbance disturbance, Duration took);

  /** A look failed. */
  void failed();
}
