package io.mirrornet.api;

/**
 * What an instance is in its mirror right now, in InterSystems' words (item 1 of {@code
 * $SYSTEM.Mirror.GetMemberStatus}, metric {@code iris_mirror_status}).
 */
public enum MemberRole {
  /** The failover member that serves; there is at most one in a mirror. */
  Primary,
  /** The failover member that stands by. Says nothing yet about whether it could take over. */
  Backup,
  /** An async member (disaster recovery or reporting) that is connected to the primary. */
  Connected,
  /** A failover member that has not joined the mirror yet. */
  Waiting,
  /** A member that is catching up before it joins. */
  Synchronizing,
  /** A member between two roles. */
  Transition,
  /** Mirroring is stopped on the instance; it stays so across restarts. */
  Stopped,
  /** Mirroring has failed on the instance. */
  Crashed,
  /** The instance runs, but has not begun to mirror. */
  NotInitialized,
  /** The instance does not answer on any of its ports. */
  Down,
  /** Nobody could tell. Never to be taken for a backup. */
  Unknown
}
