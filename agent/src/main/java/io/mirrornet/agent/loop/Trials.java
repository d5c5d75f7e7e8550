package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.Assignment;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.probe.Admission;
import io.mirrornet.agent.probe.Connector;
import io.mirrornet.agent.probe.LocalProof;
import io.mirrornet.agent.probe.Outcome;
import io.mirrornet.agent.probe.Probe;
import io.mirrornet.agent.probe.ProofPort;
import io.mirrornet.agent.report.Observation.LocalPath;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What connecting has shown so far. */
final class Trials {

  private final Connector connector;
  private final ProofPort proofPort;
  private final Map<Ipv4Address, Admission> admissions = new HashMap<>();
  private final Map<Ipv4Address, Map<Integer, Outcome>> reach = new HashMap<>();
  private LocalPath localPath = new LocalPath.Untried();

  /**
   * @param standing destinations whose routes stood when we began: they were admitted before
   */
  Trials(Connector connector, ProofPort proofPort, Set<Ipv4Address> standing) {
    this.connector = connector;
    this.proofPort = proofPort;
    standing.forEach(destination -> admissions.put(destination, Admission.ADMITTED));
  }

  Map<Ipv4Address, Admission> admissions() {
    return Map.copyOf(admissions);
  }

  Map<Ipv4Address, Map<Integer, Outcome>> reach() {
    return Map.copyOf(reach);
  }

  LocalPath localPath() {
    return localPath;
  }

  /** What is asked for, without the destinations that may not have their routes. */
  HostIntent admitted(HostIntent asked) {
    return asked.withDestinations(
        asked.destinations().stream()
            .filter(address -> admissions.getOrDefault(address, Admission.UNTRIED).permits())
            .collect(Collectors.toSet()));
  }

  /** Tries everything that is asked for; from the second address only where its rules stand. */
  void run(Assignment assignment, Optional<Programmed> programmed, Duration timeout) {
    SortedMap<Ipv4Address, SortedSet<Integer>> ports = ports(assignment);
    admissions.keySet().retainAll(assignment.intent().destinations());
    reach.keySet().retainAll(ports.keySet());
    Optional<SecondSide> second =
        programmed
            .filter(stands -> stands.refusal().isEmpty())
            .flatMap(stands -> SecondSide.of(assignment, stands));
    proofPort.listenOn(second.map(SecondSide::primaries).orElse(Set.of()));

    Set<Probe> probes = new LinkedHashSet<>();
    ports.forEach((address, list) -> list.forEach(port -> probes.add(Probe.plain(address, port))));
    second.ifPresent(side -> {
      probes.addAll(side.proof(proofPorts(assignment)));
      forEachAdmissible(assignment, ports, (address, port) -> probes.add(side.to(address, port)));
    });
    Map<Probe, Outcome> outcomes = connector.connect(probes, timeout);
    ports.forEach((address, list) -> reach.put(address, reached(address, list, outcomes)));
    localPath = second.map(side -> localPath(side, outcomes)).orElseGet(LocalPath.Untried::new);
    second.ifPresent(side -> admit(assignment, ports, side, outcomes, timeout));
  }

  /** From the primary address only what the second one did not reach. */
  private void admit(
      Assignment assignment,
      SortedMap<Ipv4Address, SortedSet<Integer>> ports,
      SecondSide side,
      Map<Probe, Outcome> fromSecond,
      Duration timeout) {
    Set<Probe> again = new LinkedHashSet<>();
    forEachAdmissible(
        assignment,
        ports,
        (address, port) -> {
          if (!outcome(fromSecond, side.to(address, port)).isConnected()) {
            again.add(side.fromPrimary(address, port));
          }
        });
    Map<Probe, Outcome> fromPrimary = connector.connect(again, timeout);
    for (Ipv4Address address : assignment.intent().destinations()) {
      List<Admission.Trial> trials = new ArrayList<>();
      for (int port : ports.getOrDefault(address, new TreeSet<>())) {
        trials.add(
            new Admission.Trial(
                port,
                outcome(fromSecond, side.to(address, port)),
                Optional.ofNullable(fromPrimary.get(side.fromPrimary(address, port)))));
      }
      Admission before = admissions.getOrDefault(address, Admission.UNTRIED);
      admissions.put(address, before.after(trials));
    }
  }

  private static LocalPath localPath(SecondSide side, Map<Probe, Outcome> outcomes) {
    Map<Probe, Outcome> proof = new HashMap<>(outcomes);
    proof.keySet().removeIf(probe -> !side.primaries().contains(probe.destination()));
    List<Ipv4Address> silent = LocalProof.silent(side.primaries(), proof);
    return silent.isEmpty() ? new LocalPath.Proven() : new LocalPath.Silent(silent);
  }

  private static Map<Integer, Outcome> reached(
      Ipv4Address address, Set<Integer> ports, Map<Probe, Outcome> outcomes) {
    return ports.stream()
        .collect(
            Collectors.toMap(port -> port, port -> outcome(outcomes, Probe.plain(address, port))));
  }

  private static Outcome outcome(Map<Probe, Outcome> outcomes, Probe probe) {
    return Optional.ofNullable(outcomes.get(probe)).orElseGet(Outcome.TimedOut::new);
  }

  private static SortedMap<Ipv4Address, SortedSet<Integer>> ports(Assignment assignment) {
    SortedMap<Ipv4Address, SortedSet<Integer>> all = new TreeMap<>();
    assignment.routes().stream()
        .flatMap(route -> route.spec().destinations().stream())
        .forEach(destination ->
            all.computeIfAbsent(destination.address(), _ -> new TreeSet<>())
                .addAll(destination.ports()));
    return all;
  }

  /** Of the declared instances first: a host firewall knows them. */
  private List<Integer> proofPorts(Assignment assignment) {
    return Stream.concat(
            members(assignment.routes()).stream().map(MemberProbe::superserverPort),
            Stream.of(proofPort.number()))
        .distinct()
        .toList();
  }

  static List<MemberProbe> members(List<HostRoute> routes) {
    return routes.stream()
        .flatMap(route -> route.spec().probes().members().stream())
        .distinct()
        .toList();
  }

  private static void forEachAdmissible(
      Assignment assignment, Map<Ipv4Address, SortedSet<Integer>> ports, PortAction action) {
    assignment.intent().destinations().stream()
        .sorted()
        .forEach(address ->
            ports
                .getOrDefault(address, new TreeSet<>())
                .forEach(port -> action.accept(address, port)));
  }

  @FunctionalInterface
  private interface PortAction {
    void accept(Ipv4Address address, int port);
  }

  /**
   * The second interface in the guest.
   *
   * @param primary where calls come from without our routes
   */
  private record SecondSide(
      String device, Ipv4Address address, Ipv4Address primary, Set<Ipv4Address> primaries) {

    static Optional<SecondSide> of(Assignment assignment, Programmed programmed) {
      HostIntent intent = assignment.intent();
      if (intent.second().isEmpty()
          || programmed.interfaceName().isEmpty()
          || intent.backends().isEmpty()) {
        return Optional.empty();
      }
      Set<Ipv4Address> primaries = new HashSet<>();
      intent.backends().forEach(backend -> primaries.add(backend.address()));
      return Optional.of(
          new SecondSide(
              programmed.interfaceName().get(),
              intent.second().get().address(),
              intent.backends().getFirst().address(),
              Set.copyOf(primaries)));
    }

    Probe to(Ipv4Address destination, int port) {
      return Probe.from(address, destination, port).by(device);
    }

    Probe fromPrimary(Ipv4Address destination, int port) {
      return Probe.from(primary, destination, port);
    }

    List<Probe> proof(List<Integer> ports) {
      return LocalProof.probes(address, device, primaries, ports);
    }
  }
}
