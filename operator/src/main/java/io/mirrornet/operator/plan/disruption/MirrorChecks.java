package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.network.Member;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.api.network.StoppedBy;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.discovery.Frontend.Kind;
import io.mirrornet.operator.plan.disruption.Case.Membership;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks that ask the mirrors: by what the agents saw, never by what was declared. */
final class MirrorChecks {

  private final Case disruption;
  private final Sight sight;
  private final String host;

  MirrorChecks(Case disruption, Sight sight) {
    this.disruption = disruption;
    this.sight = sight;
    this.host = disruption.spec().host();
  }

  Finding holdsNoPrimary() {
    if (isPoweredOff()) {
      return Finding.pass("the VM is powered off");
    }
    return Finding.worst(
        disruption.members().stream().map(this::holdsNoPrimary),
        "no member is declared on the host");
  }

  private Finding holdsNoPrimary(Membership membership) {
    String name = named(membership.mirror(), membership.member());
    MemberRole role =
        wasLast(membership, MemberRole.Primary::equals)
            ? MemberRole.Primary
            : role(membership.mirror(), membership.member());
    return switch (role) {
      case Primary ->
          Finding.fail(
              "%s is primary on %s%s; move it to its partner: iris stop %s quietly, on %s"
                  .formatted(name, host, silence(), membership.member().instance(), host));
      case Unknown ->
          Finding.unknown(
              "what %s is on %s is not known%s"
                  .formatted(name, host, why(membership.mirror(), membership.member())));
      case Transition, Synchronizing, Waiting ->
          Finding.unknown("%s on %s is between two roles (%s)".formatted(name, host, role));
      case Backup, Connected, Stopped, Crashed, NotInitialized, Down ->
          Finding.pass("no member on %s is primary".formatted(host));
    };
  }

  Finding primaryHealthyElsewhere() {
    return Finding.worst(
        disruption.mirrors().stream().map(this::primaryHealthyElsewhere),
        "no mirror is declared on the host");
  }

  private Finding primaryHealthyElsewhere(Mirror mirror) {
    List<Member> others = Case.elsewhere(mirror, host);
    List<Member> primaries =
        others.stream().filter(member -> role(mirror, member) == MemberRole.Primary).toList();
    if (primaries.size() > 1) {
      return Finding.fail(
          "%s has two primaries, %s; one of them must be stopped"
              .formatted(mirror.name(), names(mirror, primaries)));
    }
    if (primaries.size() == 1) {
      Member primary = primaries.getFirst();
      return answers(mirror, primary)
          ? Finding.pass("the primary of each mirror is on another host and answers")
          : Finding.unknown(
              "%s on %s says that it is primary, but its status page was not seen to answer"
                  .formatted(named(mirror, primary), primary.host()));
    }
    Optional<Member> unknown =
        others.stream().filter(member -> role(mirror, member) == MemberRole.Unknown).findFirst();
    return unknown.isPresent()
        ? Finding.unknown(
            "where the primary of %s is, is not known%s"
                .formatted(mirror.name(), why(mirror, unknown.get())))
        : Finding.fail(
            "%s has no primary on another host; %s must take over first"
                .formatted(mirror.name(), names(mirror, others)));
  }

  Finding backupActive() {
    return Finding.worst(
        disruption.mirrors().stream()
            .flatMap(mirror ->
                Case.elsewhere(mirror, host).stream()
                    .filter(member -> role(mirror, member) == MemberRole.Backup)
                    .map(backup -> backupActive(mirror, backup))),
        "no other host holds a backup");
  }

  private Finding backupActive(Mirror mirror, Member backup) {
    String name = named(mirror, backup);
    Optional<MemberEvidence> seen = sight.member(backup.host(), mirror.name(), backup.instance());
    ConditionStatus ready = seen.map(MemberEvidence::failoverReady).orElse(ConditionStatus.Unknown);
    int missing = seen.flatMap(member -> Optional.ofNullable(member.missingDatabases())).orElse(0);
    if (ready == ConditionStatus.False) {
      return Finding.fail(
          "backup %s on %s is not Active: it could not take over; wait until it has caught up"
              .formatted(name, backup.host()));
    }
    if (missing > 0) {
      return Finding.fail(
          "backup %s on %s lacks %d databases of the mirror; add them"
              .formatted(name, backup.host(), missing));
    }
    return ready == ConditionStatus.True
        ? Finding.pass("each backup on another host is Active")
        : Finding.unknown(
            "whether backup %s on %s could take over is not known; declare its metrics page"
                .formatted(name, backup.host()));
  }

  Finding arbiterReachable() {
    return Finding.worst(
        disruption.mirrors().stream().map(this::arbiterReachable),
        "no mirror is declared on the host");
  }

  private Finding arbiterReachable(Mirror mirror) {
    if (mirror.arbiter() == null) {
      return Finding.unknown(
          "no arbiter is declared for %s; declare it in spec.mirrors".formatted(mirror.name()));
    }
    Set<ConditionStatus> answers =
        Case.elsewhere(mirror, host).stream()
            .flatMap(
                member -> sight.member(member.host(), mirror.name(), member.instance()).stream())
            .map(MemberEvidence::arbiterReachable)
            .collect(Collectors.toSet());
    String arbiter = "%s:%d".formatted(mirror.arbiter().host(), mirror.arbiter().port());
    if (answers.contains(ConditionStatus.False)) {
      return Finding.fail(
          "arbiter %s of %s does not answer; a failover could not be decided without it"
              .formatted(arbiter, mirror.name()));
    }
    return answers.equals(Set.of(ConditionStatus.True))
        ? Finding.pass("each mirror's arbiter answers")
        : Finding.unknown(
            "whether arbiter %s of %s answers is not known".formatted(arbiter, mirror.name()));
  }

  Finding instancesDeclared() {
    List<String> undeclared =
        disruption.network().stream()
            .flatMap(network -> network.frontends().stream())
            .filter(frontend -> frontend.kind() == Kind.MIRROR && frontend.isRouted())
            .filter(this::leadsHere)
            .filter(frontend -> !isDeclared(frontend.name()))
            .map(frontend -> frontend.name().toString())
            .toList();
    if (!undeclared.isEmpty()) {
      return Finding.unknown(
          "no mirror in spec.mirrors names frontend %s; what runs on %s is not known in full"
              .formatted(String.join(", ", undeclared), host));
    }
    return disruption.members().isEmpty()
        ? Finding.unknown(
            "spec.mirrors declares no instance on %s; what runs there is not known".formatted(host))
        : Finding.pass("each mirror behind the host's frontends is declared");
  }

  private boolean leadsHere(Frontend frontend) {
    return disruption
        .surveyed()
        .flatMap(SurveyedHost::host)
        .filter(surveyed -> frontend.hosts().contains(surveyed.virtualMachine().id()))
        .isPresent();
  }

  private boolean isDeclared(FrontendName frontend) {
    return disruption.mirrors().stream()
        .flatMap(mirror -> mirror.frontends().stream())
        .flatMap(name -> FrontendName.tryParse(name).stream())
        .anyMatch(frontend::equals);
  }

  Finding instancesStopped() {
    if (isPoweredOff()) {
      return Finding.pass("the VM is powered off");
    }
    Finding worst =
        Finding.worst(
            stoppedByPerson().map(this::isStopped),
            "no instance on the host has to be stopped by a person");
    return worst.result() == CheckResult.Fail
        ? Finding.fail(
            worst.message() + unseenStop().map(unseen -> "; besides, " + unseen).orElse(""))
        : worst;
  }

  /** Why no agent is ever going to say of an instance here that it is stopped, if that is so. */
  Optional<String> unseenStop() {
    return isPoweredOff()
        ? Optional.empty()
        : stoppedByPerson()
            .flatMap(membership ->
                disruption
                    .survey()
                    .declarations(host)
                    .whyUnseen(membership.mirror().name(), membership.member().instance())
                    .stream())
            .findFirst();
  }

  private Stream<Membership> stoppedByPerson() {
    return disruption.members().stream()
        .filter(membership -> membership.member().stoppedBy() == StoppedBy.Person);
  }

  private Finding isStopped(Membership membership) {
    Member member = membership.member();
    String name = named(membership.mirror(), member);
    MemberRole role = role(membership.mirror(), member);
    if (role == MemberRole.Down && sight.isSilent(host, member.superserverPort())) {
      return Finding.pass("each declared instance on %s is stopped".formatted(host));
    }
    boolean runs =
        isOfRunning(role)
            || wasLast(membership, MirrorChecks::isOfRunning)
            || sight.wasListening(host, member.superserverPort());
    return runs
        ? Finding.fail(
            "%s runs on %s%s; stop it: iris stop %s quietly"
                .formatted(name, host, silence(), member.instance()))
        : Finding.unknown(
            "whether %s is stopped on %s is not known; port %d was not seen to be silent%s"
                .formatted(name, host, member.superserverPort(), why(membership.mirror(), member)));
  }

  private static boolean isOfRunning(MemberRole role) {
    return role != MemberRole.Unknown && role != MemberRole.Down;
  }

  private boolean wasLast(Membership membership, Predicate<MemberRole> role) {
    return sight.wasLast(host, membership.mirror().name(), membership.member().instance(), role);
  }

  /** What to know of a word that is no answer to the question asked now. */
  private String silence() {
    return sight.sees(host)
        ? ""
        : ", as its agent last said, which has not answered since (kubectl get pods -A -o wide)";
  }

  private boolean isPoweredOff() {
    PowerState power = disruption.powerState();
    return power == PowerState.STOPPED || power == PowerState.DEALLOCATED;
  }

  private boolean answers(Mirror mirror, Member member) {
    return sight
        .member(member.host(), mirror.name(), member.instance())
        .filter(seen -> seen.statusPage() == ConditionStatus.True)
        .isPresent();
  }

  /** What more there is to say of a member of which nothing is known. */
  private String why(Mirror mirror, Member member) {
    return disruption
        .survey()
        .declarations(member.host())
        .whyUnseen(mirror.name(), member.instance())
        .map(reason -> "; " + reason)
        .orElse("");
  }

  private MemberRole role(Mirror mirror, Member member) {
    return sight.role(member.host(), mirror.name(), member.instance());
  }

  private static String named(Mirror mirror, Member member) {
    return mirror.name() + "/" + member.instance();
  }

  private static String names(Mirror mirror, List<Member> members) {
    return members.stream()
        .map(member -> "%s on %s".formatted(named(mirror, member), member.host()))
        .collect(Collectors.joining(", "));
  }
}
