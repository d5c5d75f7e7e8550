package io.mirrornet.api.disruption;

/** How far an attempt has come. */
public enum DisruptionPhase {
  /** It waits for a person's approval. */
  Proposed,
  /** It is approved, and waits for its turn, its checks or its time. */
  Approved,
  /** The host is being emptied, is down, or is coming back. */
  Open,
  /** Something went wrong, and the host is being brought back as it was. */
  Restoring,
  /** The host is back with its interface. */
  Done,
  /** It is over without success; the host is back as it was, or in a person's hands. */
  Failed,
  /** What would be done has changed before anything was done. */
  Withdrawn;

  /** Whether the host may be down by our hand: somebody has to bring this to an end. */
  public boolean isOpen() {
    return this == Open || this == Restoring;
  }

  /** Whether nothing will happen any more. */
  public boolean isFinal() {
    return this == Done || this == Failed || this == Withdrawn;
  }
}
