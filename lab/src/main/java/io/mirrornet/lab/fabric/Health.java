package io.mirrornet.lab.fabric;

/**
 * What a load balancer knows of a backend.
 *
 * @param up whether it gets new flows
 * @param contrary how many of the last answers, in a row, spoke against that
 */
record Health(boolean up, int contrary) {

  /** A backend that was never asked gets nothing. */
  static final Health UNPROBED = new Health(false, 0);

  /** The state after one more question; it turns when {@code threshold} answers in a row say so. */
  Health after(boolean answered, int threshold) {
    if (answered == up) {
      return new Health(up, 0);
    }
    return contrary + 1 < threshold ? new Health(up, contrary + 1) : new Health(answered, 0);
  }
}
