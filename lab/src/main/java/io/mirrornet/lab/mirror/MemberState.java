package io.mirrornet.lab.mirror;

import java.time.Instant;
import java.util.Optional;

/**
 * One member at one moment.
 *
 * @param running the instance is up: its superserver port accepts
 * @param hung it accepts and answers nothing
 * @param status what it says of itself; {@link MemberStatus#DOWN} if nobody is there to say
 * @param active journal transfer: a backup that holds all that the primary committed. The memory of
 *     it outlives the instance, since it decides who may become primary
 * @param due when its transition ends
 */
record MemberState(
    boolean running, boolean hung, MemberStatus status, boolean active, Optional<Instant> due) {

  static MemberState down(boolean active) {
    return new MemberState(false, false, MemberStatus.DOWN, active, Optional.empty());
  }

  static MemberState running(MemberStatus status, boolean active) {
    return new MemberState(true, false, status, active, Optional.empty());
  }

  MemberState to(MemberStatus next, boolean nowActive) {
    return new MemberState(running, hung, next, nowActive, Optional.empty());
  }

  MemberState to(MemberStatus next, boolean nowActive, Instant until) {
    return new MemberState(running, hung, next, nowActive, Optional.of(until));
  }

  MemberState withActive(boolean nowActive) {
    return new MemberState(running, hung, status, nowActive, due);
  }

  MemberState withHung(boolean nowHung) {
    return new MemberState(running, nowHung, status, active, due);
  }

  boolean isDue(Instant now) {
    return due.filter(at -> !at.isAfter(now)).isPresent();
  }
}
