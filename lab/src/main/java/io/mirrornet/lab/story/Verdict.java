package io.mirrornet.lab.story;

import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.lab.local.Lab.MirrorState;
import io.mirrornet.lab.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the story came true. Each sentence that comes out names one thing that did not.
 *
 * @param settled whether an end was reached before the deadline
 * @param lastWords what the network said last
 * @param cordoned the nodes that are closed for new pods
 */
record Verdict(
    Scenario scenario,
    Expectation expected,
    boolean settled,
    String lastWords,
    NetworkView network,
    List<Row> before,
    List<Row> after,
    List<Happening> happenings,
    List<MirrorState> mirrors,
    Map<String, String> powerStates,
    Set<String> cordoned) {

  /** All that is wrong; none: the story came true. */
  List<String> violations() {
    return Stream.of(
            ending(), connections(), disruptions(), power(), instances(), refusals(), cordons())
        .flatMap(sentences -> sentences)
        .toList();
  }

  private Stream<String> ending() {
    return settled ? Stream.of() : Stream.of("no end before the deadline: " + lastWords);
  }

  private Stream<String> connections() {
    return after.stream()
        .filter(row -> !row.works())
        .filter(row -> !isExcused(row))
        .map(row ->
            "after: %d of %d calls from %s to %s port %d arrive"
                .formatted(
                    row.connected(), row.attempts(), row.host(), row.frontend(), row.port()));
  }

  /**
   * What the product does not promise: floating IP, a host that has to be refused and holds the
   * primary itself, and anything better than before while it is held back.
   */
  private boolean isExcused(Row row) {
    if (scenario.frontend(row.frontend()).floatingIp()) {
      return true;
    }
    boolean ownPrimary =
        expected.refused().containsKey(row.host())
            && mirrors.stream()
                .filter(mirror -> frontend(mirror.name()).equals(row.frontend()))
                .anyMatch(mirror -> mirror.primaryHost().filter(row.host()::equals).isPresent());
    return ownPrimary || (expected.held().isPresent() && !worked(row));
  }

  private String frontend(String mirror) {
    return scenario.mirrors().stream()
        .filter(declared -> declared.name().equals(mirror))
        .map(Scenario.Mirror::frontend)
        .findFirst()
        .orElse("");
  }

  private boolean worked(Row row) {
    return before.stream()
        .filter(earlier -> earlier.host().equals(row.host()))
        .filter(earlier -> earlier.frontend().equals(row.frontend()))
        .filter(earlier -> earlier.port() == row.port())
        .allMatch(Row::works);
  }

  private Stream<String> disruptions() {
    return happenings.stream()
        .filter(Happening.Deallocated.class::isInstance)
        .map(Happening.Deallocated.class::cast)
        .flatMap(this::wrongs);
  }

  private Stream<String> wrongs(Happening.Deallocated down) {
    String machine = down.virtualMachine();
    Stream<String> cut =
        down.sessionsCut() == 0
            ? Stream.of()
            : Stream.of(
                "%d sessions were cut when %s was deallocated"
                    .formatted(down.sessionsCut(), machine));
    Stream<String> dirty =
        down.stoppedDirty().stream()
            .map(instance -> "%s still ran when %s was deallocated".formatted(instance, machine));
    Stream<String> forbidden =
        expected.refused().containsKey(machine) || expected.held().isPresent()
            ? Stream.of("%s was deallocated, and must not be touched".formatted(machine))
            : Stream.of();
    return Stream.of(cut, dirty, forbidden).flatMap(sentences -> sentences);
  }

  private Stream<String> power() {
    return scenario.virtualMachines().stream()
        .map(Scenario.VirtualMachine::name)
        .filter(machine -> !"running".equals(powerStates.get(machine)))
        .map(machine ->
            "%s is %s".formatted(machine, powerStates.getOrDefault(machine, "not in Azure")));
  }

  private Stream<String> instances() {
    return mirrors.stream()
        .flatMap(mirror ->
            Stream.concat(
                mirror.primaryHost().isPresent()
                    ? Stream.of()
                    : Stream.of("mirror %s has no primary".formatted(mirror.name())),
                mirror.members().stream()
                    .filter(member -> !member.running())
                    .map(
                        member -> "%s is down on %s".formatted(member.instance(), member.host()))));
  }

  private Stream<String> refusals() {
    Stream<String> missing =
        expected.refused().entrySet().stream()
            .filter(host -> !Ending.isRefusedFor(network, host.getKey(), host.getValue()))
            .map(host -> "%s is not refused as %s".formatted(host.getKey(), host.getValue()));
    Stream<String> unexpected =
        network.hosts().stream()
            .filter(NetworkView.Host::isRefused)
            .filter(host -> !expected.refused().containsKey(host.node()))
            .map(host ->
                "%s is refused (%s): %s".formatted(host.node(), host.reason(), host.message()));
    return Stream.concat(missing, unexpected);
  }

  private Stream<String> cordons() {
    return scenario.virtualMachines().stream()
        .filter(machine -> machine.cordoned() != cordoned.contains(machine.name()))
        .map(machine ->
            machine.cordoned()
                ? "a person had cordoned %s, and it is not any more".formatted(machine.name())
                : "%s is still cordoned".formatted(machine.name()));
  }
}
