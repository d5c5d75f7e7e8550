package io.mirrornet.lab.mirror;

/**
 * What a member is in its mirror. The number is what the metric {@code iris_mirror_member_type}
 * carries.
 */
public enum MemberType {
  FAILOVER(3),
  DISASTER_RECOVERY(5),
  READ_ONLY_REPORTING(6);

  private final int metric;

  MemberType(int metric) {
    this.metric = metric;
  }

  /** Value of {@code iris_mirror_member_type}. */
  public int metric() {
    return metric;
  }
}
