package io.mirrornet.api;

/** What an instance was configured to be in its mirror (metric {@code iris_mirror_member_type}). */
public enum MemberType {
  /** May become primary by itself. */
  Failover,
  /** Async; a person may promote it. */
  DisasterRecovery,
  /** Async; reads only. */
  ReadOnlyReporting,
  /** Async; reads, and writes to databases of its own. */
  ReadWriteReporting,
  /** Nobody could tell. */
  Unknown
}
