package io.mirrornet.lab.story;

import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.lab.local.Lab.MemberState;
import io.mirrornet.lab.local.Lab.MirrorState;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.Member;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A site in memory: mirrors that move when they are told to, and an operator that proposes, waits
 * for people and takes one host after another down, in as few words as the people need.
 */
final class SimulatedSite {

  private enum Stage {
    PROPOSED,
    APPROVED,
    STOPPING,
    RETURNED,
    DONE
  }

  private final Scenario scenario;
  private final Map<String, Stage> hosts = new LinkedHashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Map<String, String> primaries = new HashMap<>();
  private final Set<String> down = new HashSet<>();
  private final List<CheckName> unknown = new ArrayList<>(List.of(CheckName.CapacityRisk));
  private final List<String> played = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T02:00:00Z");

  SimulatedSite(Scenario scenario) {
    this.scenario = scenario;
    scenario.virtualMachines().stream()
        .map(VirtualMachine::name)
        .forEach(host -> hosts.put(host, Stage.PROPOSED));
    scenario.mirrors().forEach(mirror -> primaries.put(mirror.name(), mirror.primary()));
  }

  /** The operator refuses a host, and so there is no disruption of it. */
  SimulatedSite refusing(String host, String reason) {
    hosts.remove(host);
    refused.put(host, reason);
    return this;
  }

  /** The operator cannot tell what this check asks. */
  SimulatedSite unsureOf(CheckName check) {
    unknown.add(check);
    return this;
  }

  /** What people have done, in order. */
  List<String> played() {
    return List.copyOf(played);
  }

  /** Lets people act for so many looks, a second apart; whether the end was reached. */
  boolean play(int looks) {
    Approver approver = new Approver(false);
    for (int i = 0; i < looks; i++) {
      Scene scene = scene();
      List<Play> plays = new ArrayList<>(approver.next(scene));
      plays.addAll(DatabaseAdministrator.next(scene));
      plays.forEach(this::take);
      if (plays.isEmpty() && Ending.isReached(Expectation.of(scenario), scene)) {
        return true;
      }
      operate();
      now = now.plus(Duration.ofSeconds(1));
    }
    return false;
  }

  private void take(Play play) {
    played.add(
        switch (play) {
          case Play.Approve(_, var host, var acknowledged) -> {
            hosts.put(host, Stage.APPROVED);
            yield "approve %s %s".formatted(host, acknowledged.keySet().stream().sorted().toList());
          }
          case Play.Failover(var mirror, _) -> {
            failover(mirror);
            yield "failover " + mirror;
          }
          case Play.Stop(var host, var instance, _) -> {
            down.add(host + "/" + instance);
            yield "stop %s/%s".formatted(host, instance);
          }
          case Play.Start(var host, var instance, _) -> {
            down.remove(host + "/" + instance);
            yield "start %s/%s".formatted(host, instance);
          }
        });
  }

  private void failover(String name) {
    Mirror mirror =
        scenario.mirrors().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    String other =
        mirror.members().stream()
            .map(Member::host)
            .filter(host -> !host.equals(primaries.get(name)))
            .findFirst()
            .orElseThrow();
    primaries.put(name, other);
  }

  /** One turn of the operator. */
  private void operate() {
    boolean open = hosts.containsValue(Stage.STOPPING) || hosts.containsValue(Stage.RETURNED);
    for (Map.Entry<String, Stage> host : hosts.entrySet()) {
      switch (host.getValue()) {
        case APPROVED -> {
          if (!open) {
            host.setValue(Stage.STOPPING);
            open = true;
          }
        }
        case STOPPING -> {
          if (instances(host.getKey()).stream().allMatch(down::contains)) {
            host.setValue(Stage.RETURNED);
          }
        }
        case RETURNED -> {
          if (instances(host.getKey()).stream().noneMatch(down::contains)) {
            host.setValue(Stage.DONE);
          }
        }
        case PROPOSED, DONE -> {}
      }
    }
  }

  private List<String> instances(String host) {
    return scenario.mirrors().stream()
        .flatMap(mirror -> mirror.members().stream())
        .filter(member -> member.host().equals(host))
        .map(member -> host + "/" + member.instance())
        .toList();
  }

  Scene scene() {
    Map<String, String> power = new HashMap<>();
    scenario.virtualMachines().forEach(machine -> power.put(machine.name(), "running"));
    return new Scene(now, network(), disruptions(), mirrors(), power);
  }

  private NetworkView network() {
    List<NetworkView.Host> views = new ArrayList<>();
    hosts.forEach((host, stage) -> views.add(view(host, stage)));
    refused.forEach(
        (host, reason) -> views.add(new NetworkView.Host(host, "Refused", reason, "refused")));
    boolean ready = views.stream().allMatch(NetworkView.Host::isReady);
    return new NetworkView(
        true,
        List.of(
            new NetworkView.Condition(
                "Ready", ready ? "True" : "False", ready ? "AsExpected" : "Progressing", "")),
        views,
        List.of());
  }

  private static NetworkView.Host view(String host, Stage stage) {
    return switch (stage) {
      case PROPOSED -> new NetworkView.Host(host, "AttachPending", "WaitingForApproval", "");
      case APPROVED -> new NetworkView.Host(host, "AttachPending", "WaitingForTurn", "");
      case STOPPING -> new NetworkView.Host(host, "Disrupted", "WaitingForInstancesStopped", "");
      case RETURNED -> new NetworkView.Host(host, "Disrupted", "WaitingForInstancesStarted", "");
      case DONE -> new NetworkView.Host(host, "Ready", "", "");
    };
  }

  private List<DisruptionView> disruptions() {
    return hosts.entrySet().stream()
        .map(host -> disruption(host.getKey(), host.getValue()))
        .toList();
  }

  private DisruptionView disruption(String host, Stage stage) {
    DisruptionPhase phase =
        switch (stage) {
          case PROPOSED -> DisruptionPhase.Proposed;
          case APPROVED -> DisruptionPhase.Approved;
          case STOPPING, RETURNED -> DisruptionPhase.Open;
          case DONE -> DisruptionPhase.Done;
        };
    List<DisruptionView.Check> checks = new ArrayList<>();
    boolean primary = primaries.containsValue(host);
    checks.add(check(CheckName.HoldsNoPrimary, primary ? CheckResult.Fail : CheckResult.Pass));
    checks.add(check(CheckName.InstancesStopped, CheckResult.Fail));
    unknown.forEach(name -> checks.add(check(name, CheckResult.Unknown)));
    return new DisruptionView(
        "ucr-" + host + "-1",
        host,
        phase,
        "",
        phase == DisruptionPhase.Proposed ? Optional.empty() : Optional.of("jane"),
        checks,
        stage == Stage.RETURNED || stage == Stage.DONE
            ? List.of("Deallocate Succeeded", "AwaitNode Succeeded")
            : List.of());
  }

  private static DisruptionView.Check check(CheckName name, CheckResult result) {
    return new DisruptionView.Check(name, result, "");
  }

  private List<MirrorState> mirrors() {
    return scenario.mirrors().stream()
        .map(mirror ->
            new MirrorState(
                mirror.name(),
                Optional.ofNullable(primaries.get(mirror.name())),
                mirror.members().stream().map(member -> state(mirror, member)).toList()))
        .toList();
  }

  private MemberState state(Mirror mirror, Member member) {
    boolean running = !down.contains(member.host() + "/" + member.instance());
    boolean primary = member.host().equals(primaries.get(mirror.name()));
    return new MemberState(
        member.host(),
        member.instance(),
        running ? (primary ? "Primary" : "Backup") : "Down",
        running,
        running && !primary);
  }
}
