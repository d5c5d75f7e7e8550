package io.mirrornet.lab.mirror;

/**
 * Status of a member, as {@code %SYSTEM.Mirror.GetMemberStatus} names it. The number is what the
 * metric {@code iris_mirror_status} carries.
 */
public enum MemberStatus {
  /** The instance starts and has not joined yet. */
  NOT_INITIALIZED(1),
  PRIMARY(2),
  BACKUP(3),
  /** An async member in contact with the primary. */
  CONNECTED(4),
  /** A backup that is taking over. */
  TRANSITION(5),
  /** A backup that is catching up. */
  SYNCHRONIZING(6),
  /** Looks for a primary, or may not become one. */
  WAITING(7),
  /** The instance does not run: nobody answers to say so. */
  DOWN(9);

  private final int metric;

  MemberStatus(int metric) {
    this.metric = metric;
  }

  /** Value of {@code iris_mirror_status}. */
  public int metric() {
    return metric;
  }
}
