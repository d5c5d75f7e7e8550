package io.mirrornet.lab.local;

import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.mirror.MemberStatus;
import io.mirrornet.lab.mirror.Mirror;

/**
 * A member at one moment, for the threads of its servers.
 *
 * @param running its ports accept
 * @param hung it accepts and answers nothing
 * @param primary it answers 200 on its mirror status page
 */
record MemberView(
    Member member,
    MemberStatus status,
    boolean running,
    boolean hung,
    boolean primary,
    boolean failoverReady) {

  static MemberView of(Mirror mirror, Member member) {
    return new MemberView(
        member,
        mirror.status(member),
        mirror.isRunning(member),
        mirror.isHung(member),
        mirror.answersAsPrimary(member),
        mirror.isFailoverReady(member));
  }

  /** A whole mirror, for people. */
  static Lab.MirrorState describe(Mirror mirror) {
    return new Lab.MirrorState(
        mirror.name(),
        mirror.primary().map(Member::host),
        mirror.members().stream()
            .map(member -> of(mirror, member))
            .map(view ->
                new Lab.MemberState(
                    view.member().host(),
                    view.member().instance(),
                    view.statusWords(),
                    view.running(),
                    view.failoverReady()))
            .toList());
  }

  /** In the words of {@code %SYSTEM.Mirror.GetMemberStatus}. */
  String statusWords() {
    return switch (status) {
      case NOT_INITIALIZED -> "Not Initialized";
      case PRIMARY -> "Primary";
      case BACKUP -> "Backup";
      case CONNECTED -> "Connected";
      case TRANSITION -> "Transition";
      case SYNCHRONIZING -> "Synchronizing";
      case WAITING -> "Waiting";
      case DOWN -> "Down";
    };
  }

  /**
   * Its metrics page, {@code /api/monitor/metrics}: those of the Monitoring Guide that tell of the
   * mirror, in the text format of Prometheus.
   */
  String metrics() {
    return """
    # TYPE iris_mirror_failover_ready gauge
    iris_mirror_failover_ready %d
    # TYPE iris_mirror_member_type gauge
    iris_mirror_member_type %d
    # TYPE iris_mirror_missing_databases gauge
    iris_mirror_missing_databases 0
    # TYPE iris_mirror_status gauge
    iris_mirror_status %d
    """
        .formatted(failoverReady ? 1 : 0, member.type().metric(), status.metric());
  }
}
