package io.mirrornet.lab.mirror;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One mirror as a state machine. It changes only in the methods below, each of which is handed the
 * time; {@link #advance} lets what is due happen. Not safe for threads.
 *
 * <p>What it keeps of the real thing:
 *
 * <ul>
 *   <li>a graceful stop of the primary hands over to an Active backup, and to no other;
 *   <li>the death of the primary's host is survived only if the backup is Active and the arbiter is
 *       there to confirm that the primary is gone;
 *   <li>a primary that has lost its backup and the arbiter together stops to be one;
 *   <li>a member that starts alone becomes primary only if it can ask the other one's host and
 *       knows itself to be as current;
 *   <li>a member that cannot be reached at its own address when it starts does not join;
 *   <li>a backup needs time to become Active; instances do not start by themselves.
 * </ul>
 */
public final class Mirror {

  private final String name;
  private final MirrorTimings timings;
  private final Map<Member, MemberState> members = new LinkedHashMap<>();
  private final Map<String, Boolean> hostUp = new LinkedHashMap<>();
  private boolean arbiterUp = true;

  /**
   * A mirror whose members all run: the first failover member is primary, the other one an Active
   * backup.
   *
   * @throws IllegalArgumentException if there are not one or two failover members
   */
  public Mirror(String name, List<Member> members, MirrorTimings timings) {
    this.name = name;
    this.timings = timings;
    long failover = members.stream().filter(m -> m.type() == MemberType.FAILOVER).count();
    if (failover < 1 || failover > 2) {
      throw new IllegalArgumentException(
          "mirror %s has %d failover members; it takes one or two".formatted(name, failover));
    }
    boolean first = true;
    for (Member member : members) {
      hostUp.put(member.host(), true);
      MemberStatus status =
          switch (member.type()) {
            case FAILOVER -> first ? MemberStatus.PRIMARY : MemberStatus.BACKUP;
            case DISASTER_RECOVERY, READ_ONLY_REPORTING -> MemberStatus.CONNECTED;
          };
      first &= member.type() != MemberType.FAILOVER;
      put(member, MemberState.running(status, member.type() == MemberType.FAILOVER));
    }
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its members, failover members in the order of their declaration. */
  public List<Member> members() {
    return List.copyOf(members.keySet());
  }

  /** Status of a member. */
  public MemberStatus status(Member member) {
    return state(member).status();
  }

  /** Whether its instance runs, so that its ports accept. */
  public boolean isRunning(Member member) {
    return state(member).running();
  }

  /** Whether its instance accepts connections and answers nothing. */
  public boolean isHung(Member member) {
    return state(member).hung();
  }

  /** The member that answers 200 on its mirror status page; empty while there is none. */
  public Optional<Member> primary() {
    return members.keySet().stream().filter(this::answersAsPrimary).findFirst();
  }

  /** Whether the member answers 200 on its mirror status page. Two do while the mirror is split. */
  public boolean answersAsPrimary(Member member) {
    return isPrimary(member) && !state(member).hung() && !isIsolated(member);
  }

  /**
   * Whether the member is a backup that may take over (metric {@code iris_mirror_failover_ready}).
   */
  public boolean isFailoverReady(Member member) {
    MemberState state = state(member);
    return state.running()
        && !state.hung()
        && state.status() == MemberStatus.BACKUP
        && state.active();
  }

  /** {@code iris start}. No effect on an instance that runs, or on a host that is down. */
  public void start(Member member, boolean reachableAtItsAddress, Instant now) {
    advance(now);
    if (state(member).running() || !isHostUp(member)) {
      return;
    }
    boolean active = state(member).active();
    put(
        member,
        reachableAtItsAddress
            ? MemberState.running(MemberStatus.NOT_INITIALIZED, active)
                .to(MemberStatus.NOT_INITIALIZED, active, now.plus(timings.start()))
            : MemberState.running(MemberStatus.NOT_INITIALIZED, active));
  }

  /**
   * The instance ends while its host lives on, by {@code iris stop} or by a crash. A primary is
   * followed by an Active backup: it is told to take over, or its partner's agent confirms the
   * death.
   */
  public void stop(Member member, Instant now) {
    advance(now);
    boolean wasPrimary = isPrimary(member);
    end(member);
    if (wasPrimary) {
      handOver(now);
    }
    settle(now);
  }

  /** The instance answers nothing from now on, or answers again. */
  public void hang(Member member, boolean hung, Instant now) {
    advance(now);
    if (state(member).running()) {
      put(member, state(member).withHung(hung));
    }
  }

  /**
   * The host loses power, or has it again. Instances on it are gone without a word; they do not
   * come back by themselves. No effect on a host without members.
   */
  public void hostPower(String host, boolean up, Instant now) {
    advance(now);
    if (!Boolean.valueOf(!up).equals(hostUp.get(host))) {
      return;
    }
    hostUp.put(host, up);
    boolean lostPrimary = members().stream().anyMatch(m -> m.host().equals(host) && isPrimary(m));
    if (!up) {
      members().stream().filter(member -> member.host().equals(host)).forEach(this::end);
    }
    if (lostPrimary && arbiterUp) {
      handOver(now);
    }
    settle(now);
  }

  /** The arbiter is lost, or back. */
  public void arbiter(boolean up, Instant now) {
    advance(now);
    arbiterUp = up;
  }

  /** A member claims to be primary whatever the others are: the split that must never happen. */
  public void claimPrimary(Member member, Instant now) {
    advance(now);
    if (state(member).running()) {
      put(member, state(member).to(MemberStatus.PRIMARY, true));
    }
  }

  /** Lets everything happen that is due by now. */
  public void advance(Instant now) {
    for (Member member : members()) {
      MemberState state = state(member);
      if (state.isDue(now)) {
        complete(member, state);
        settle(now);
      }
    }
  }

  /** When something will happen by itself; empty if nothing will. */
  public Optional<Instant> nextDue() {
    return members.values().stream().flatMap(state -> state.due().stream()).min(Instant::compareTo);
  }

  private void complete(Member member, MemberState state) {
    switch (state.status()) {
      case NOT_INITIALIZED -> put(member, state.to(MemberStatus.WAITING, state.active()));
      case SYNCHRONIZING -> put(member, state.to(MemberStatus.BACKUP, true));
      case TRANSITION -> becomePrimary(member);
      case PRIMARY, BACKUP, CONNECTED, WAITING, DOWN ->
          throw new IllegalStateException("%s: nothing is due for %s".formatted(name, member));
    }
  }

  private void end(Member member) {
    // What a backup holds is out of date from its end on, unless the primary ended before it.
    boolean current = isPrimary(member) || (state(member).active() && !hasPrimary());
    put(member, MemberState.down(current));
  }

  /** The Active backup, if there is one, begins to take over. */
  private void handOver(Instant now) {
    members.keySet().stream()
        .filter(this::isFailoverReady)
        .findFirst()
        .ifPresent(backup ->
            put(
                backup,
                state(backup).to(MemberStatus.TRANSITION, true, now.plus(timings.takeover()))));
  }

  /** Brings the members into line with what they can see of one another. */
  private void settle(Instant now) {
    if (!hasPrimary() && !takeoverUnderWay()) {
      failover().filter(this::mayBecomePrimary).findFirst().ifPresent(this::becomePrimary);
    }
    for (Member member : members()) {
      if (hasPrimary()) {
        join(member, now);
      } else if (!takeoverUnderWay()) {
        lose(member);
      }
    }
  }

  private void join(Member member, Instant now) {
    if (status(member) != MemberStatus.WAITING) {
      return;
    }
    MemberState state = state(member);
    put(
        member,
        member.type() == MemberType.FAILOVER
            ? state.to(MemberStatus.SYNCHRONIZING, false, now.plus(timings.catchUp()))
            : state.to(MemberStatus.CONNECTED, false));
  }

  private void lose(Member member) {
    switch (status(member)) {
      case BACKUP, SYNCHRONIZING, CONNECTED ->
          put(member, state(member).to(MemberStatus.WAITING, state(member).active()));
      case NOT_INITIALIZED, PRIMARY, TRANSITION, WAITING, DOWN -> {}
    }
  }

  /**
   * A member alone becomes primary only if the other one's host answers, so that its journal can be
   * compared, and if it is itself as current as any.
   */
  private boolean mayBecomePrimary(Member member) {
    return status(member) == MemberStatus.WAITING
        && state(member).active()
        && failover().filter(other -> !other.equals(member)).allMatch(this::isHostUp);
  }

  private void becomePrimary(Member member) {
    put(member, state(member).to(MemberStatus.PRIMARY, true));
    // What the others hold ages from here on, unless they are there to receive it.
    for (Member other : members()) {
      if (!other.equals(member) && status(other) != MemberStatus.BACKUP) {
        put(other, state(other).withActive(false));
      }
    }
  }

  private boolean takeoverUnderWay() {
    return members.keySet().stream().anyMatch(m -> status(m) == MemberStatus.TRANSITION);
  }

  private boolean hasPrimary() {
    return members.keySet().stream().anyMatch(this::isPrimary);
  }

  private boolean isPrimary(Member member) {
    return state(member).status() == MemberStatus.PRIMARY;
  }

  /** A primary that sees neither backup nor arbiter cannot know that it is the only one. */
  private boolean isIsolated(Member member) {
    return !arbiterUp
        && failover().count() > 1
        && failover().noneMatch(other -> !other.equals(member) && state(other).running());
  }

  private boolean isHostUp(Member member) {
    return hostUp.getOrDefault(member.host(), false);
  }

  private Stream<Member> failover() {
    return members.keySet().stream().filter(member -> member.type() == MemberType.FAILOVER);
  }

  private MemberState state(Member member) {
    return Optional.ofNullable(members.get(member))
        .orElseThrow(
            () -> new IllegalArgumentException("%s is no member of %s".formatted(member, name)));
  }

  private void put(Member member, MemberState state) {
    members.put(member, state);
  }
}
