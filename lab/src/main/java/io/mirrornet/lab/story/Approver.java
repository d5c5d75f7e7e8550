package io.mirrornet.lab.story;

import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.DisruptionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The person who approves. Nothing that fails is approved, ever. What is Unknown by its nature is
 * answered for at once; what the operator should be able to find out only after a while, and only
 * when the approver sees it with own eyes in the Mirror Monitor.
 */
final class Approver {

  /** How long the operator's agents have to find out by themselves. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final boolean allDeclared;
  private final Map<String, Instant> unknownSince = new HashMap<>();

  /**
   * @param allDeclared whether the network declares each instance that there is
   */
  Approver(boolean allDeclared) {
    this.allDeclared = allDeclared;
  }

  /** What there is to approve now. */
  List<Play> next(Scene scene) {
    return scene
        .pending()
        .filter(disruption -> disruption.phase() == DisruptionPhase.Proposed)
        .filter(disruption -> disruption.approvedBy().isEmpty())
        .filter(DisruptionView::mayGoOn)
        .flatMap(disruption -> approve(scene, disruption).stream())
        .toList();
  }

  private Optional<Play> approve(Scene scene, DisruptionView disruption) {
    Map<CheckName, String> acknowledged = new EnumMap<>(CheckName.class);
    boolean all = true;
    for (DisruptionView.Check check : disruption.unknown()) {
      Optional<String> answer = answer(scene, disruption, check);
      answer.ifPresent(why -> acknowledged.put(check.name(), why));
      all &= answer.isPresent();
    }
    return all
        ? Optional.of(
            new Play.Approve(disruption.name(), disruption.host(), Map.copyOf(acknowledged)))
        : Optional.empty();
  }

  private Optional<String> answer(
      Scene scene, DisruptionView disruption, DisruptionView.Check check) {
    String host = disruption.host();
    return switch (check.name()) {
      case CapacityRisk -> Optional.of("the site accepts that Azure promises no room");
      case InstancesDeclared ->
          allDeclared || scene.mirrorsOn(host).findAny().isEmpty()
              ? Optional.of("there is no other instance on " + host)
              : Optional.empty();
      case PrimaryHealthyElsewhere, BackupActive ->
          seen(scene, disruption, check, primariesElsewhere(scene, host))
              .map(_ -> "the Mirror Monitor shows each primary at work on another host");
      case HoldsNoPrimary ->
          seen(scene, disruption, check, scene.primariesOn(host).findAny().isEmpty())
              .map(_ -> "the Mirror Monitor shows no primary on " + host);
      case ArbiterReachable ->
          seen(scene, disruption, check, partnersUp(scene, host))
              .map(_ -> "the Mirror Monitor of each partner shows its arbiter connected");
      case OtherHostsUp ->
          seen(scene, disruption, check, partnersUp(scene, host))
              .map(_ -> "the other hosts run, and so do their instances");
      case SameVirtualMachine,
          DisksSurvive,
          InstancesStopped,
          DrainPossible,
          PublicAddressKept,
          PathToStart,
          NotControlPlane,
          NotOurOwnNode,
          NotManagedElsewhere,
          SecondNicAllowed ->
          Optional.empty();
    };
  }

  /** Present when the approver sees that it holds, and the check has been Unknown for a while. */
  private Optional<Instant> seen(
      Scene scene, DisruptionView disruption, DisruptionView.Check check, boolean holds) {
    String key = disruption.name() + "/" + check.name();
    Instant since = unknownSince.computeIfAbsent(key, _ -> scene.now());
    return Optional.of(since).filter(_ -> holds && !scene.now().isBefore(since.plus(PATIENCE)));
  }

  private static boolean primariesElsewhere(Scene scene, String host) {
    return scene
        .mirrorsOn(host)
        .allMatch(
            mirror -> mirror.primaryHost().filter(primary -> !primary.equals(host)).isPresent());
  }

  private static boolean partnersUp(Scene scene, String host) {
    return scene
        .mirrorsOn(host)
        .flatMap(mirror -> mirror.members().stream())
        .filter(member -> !member.host().equals(host))
        .allMatch(member -> scene.isRunning(member.host()) && member.running());
  }
}
