package io.mirrornet.api.disruption;

/** How far a step has come. */
public enum StepOutcome {
  /** About to be done; it may have happened. */
  Intended,
  /** Accepted, and not over. */
  Started,
  /** Over, as wished. */
  Succeeded,
  /** Over, not as wished. */
  Failed
}
