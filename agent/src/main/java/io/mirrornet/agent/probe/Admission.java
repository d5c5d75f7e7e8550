package io.mirrornet.agent.probe;

import java.util.List;
import java.util.Optional;

/**
 * Whether a virtual address may have its route. From the moment the route stands, all calls to that
 * address come from the second address, also those that worked before. So it is given only where
 * the second address does as well as the primary one, and taken back where it does worse.
 *
 * @param state see there
 * @param failures how often in a row the second address did worse
 * @param evidence of the last trial that it did worse in
 */
public record Admission(State state, int failures, Optional<Trial> evidence) {

  /** Whether the route may stand. */
  public enum State {
    /** Not tried yet: it is not given. */
    UNTRIED,
    /** It may stand. */
    ADMITTED,
    /** It is withheld. */
    WITHHELD
  }

  /** Not tried yet. */
  public static final Admission UNTRIED = new Admission(State.UNTRIED, 0, Optional.empty());

  /** It may stand until a trial says otherwise: it stood before, or there is nothing to try. */
  public static final Admission ADMITTED = new Admission(State.ADMITTED, 0, Optional.empty());

  /**
   * How often in a row the second address must do worse before a route that stands is taken away:
   * in a failover two attempts at almost the same time may meet two different primaries.
   */
  private static final int PATIENCE = 2;

  /** What is known after this trial of all the address's ports. */
  public Admission after(List<Trial> trials) {
    Optional<Trial> worse = trials.stream().filter(Trial::isSecondWorse).findFirst();
    if (worse.isEmpty()) {
      return ADMITTED;
    }
    boolean patient = permits() && failures + 1 < PATIENCE;
    return new Admission(patient ? State.ADMITTED : State.WITHHELD, failures + 1, worse);
  }

  /** Whether the route may stand. */
  public boolean permits() {
    return state == State.ADMITTED;
  }

  /**
   * One port, from both addresses.
   *
   * @param second from the second address, out of the second interface
   * @param primary from the primary address; empty: not tried, since the second one got through
   */
  public record Trial(int port, Outcome second, Optional<Outcome> primary) {

    /** Whether calls that get through today would not get through any more. */
    public boolean isSecondWorse() {
      return !second.isConnected() && primary.filter(Outcome::isConnected).isPresent();
    }
  }
}
