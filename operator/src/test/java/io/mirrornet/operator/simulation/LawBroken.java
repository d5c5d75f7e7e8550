package io.mirrornet.operator.simulation;

/** A law does not hold in a world. An Error: no bulkhead holds it up. */
final class LawBroken extends AssertionError {

  private static final long serialVersionUID = 1;

  private final int law;

  /**
   * @param law its number in docs/laws.md
   */
  LawBroken(int law, String what) {
    super("law %d: %s".formatted(law, what));
    this.law = law;
  }

  int law() {
    return law;
  }
}
