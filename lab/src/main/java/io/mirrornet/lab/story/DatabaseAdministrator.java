package io.mirrornet.lab.story;

import static java.util.Comparator.comparingLong;

import io.mirrornet.lab.local.Lab.MemberState;
import io.mirrornet.lab.local.Lab.MirrorState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The database administrator: stops instances when the operator asks for it, starts them when their
 * host is back, and moves primaries off a host when nothing else can go on.
 */
final class DatabaseAdministrator {

  private DatabaseAdministrator() {}

  /** What there is to do now. */
  static List<Play> next(Scene scene) {
    return Stream.of(stops(scene), starts(scene), failovers(scene))
        .flatMap(plays -> plays)
        .toList();
  }

  private static Stream<Play> stops(Scene scene) {
    return scene
        .open()
        .filter(disruption -> scene.isGoingDown(disruption.host()))
        .filter(disruption -> asks(scene, disruption.host(), "WaitingForInstancesStopped"))
        .flatMap(disruption ->
            scene
                .mirrorsOn(disruption.host())
                .flatMap(mirror -> stops(mirror, disruption.host()).stream()));
  }

  /** Never a primary: that would be a failover that nobody asked for. */
  private static Optional<Play> stops(MirrorState mirror, String host) {
    return mirror.members().stream()
        .filter(member -> member.host().equals(host) && member.running())
        .filter(_ -> !mirror.primaryHost().equals(Optional.of(host)))
        .<Play>map(member ->
            new Play.Stop(host, member.instance(), "%s is about to be deallocated".formatted(host)))
        .findFirst();
  }

  private static Stream<Play> starts(Scene scene) {
    return scene.mirrors().stream()
        .flatMap(mirror -> mirror.members().stream())
        .filter(member -> !member.running() && scene.isRunning(member.host()))
        .filter(member ->
            !scene.isGoingDown(member.host())
                || asks(scene, member.host(), "WaitingForInstancesStarted"))
        .map(
            member -> new Play.Start(member.host(), member.instance(), member.host() + " is back"));
  }

  private static Stream<Play> failovers(Scene scene) {
    return scene.open().findAny().isPresent() || !allRun(scene) || someAreFree(scene)
        ? Stream.of()
        : relocation(scene);
  }

  /** Hosts without a primary go first; before they are back, or while some are to come, no move. */
  private static boolean someAreFree(Scene scene) {
    List<NetworkView.Host> hosts = scene.network().hosts();
    boolean toCome =
        hosts.stream()
            .filter(host -> !host.isReady() && !host.isRefused())
            .anyMatch(
                host -> scene.pending().noneMatch(pending -> pending.host().equals(host.node())));
    return hosts.isEmpty()
        || toCome
        || scene
            .pending()
            .anyMatch(pending -> scene.primariesOn(pending.host()).findAny().isEmpty());
  }

  private static Stream<Play> relocation(Scene scene) {
    Optional<String> candidate =
        scene
            .pending()
            .map(DisruptionView::host)
            .filter(host ->
                scene
                    .primariesOn(host)
                    .allMatch(mirror -> Scene.successor(mirror, host).isPresent()))
            // The fewest failovers that free a host.
            .min(
                comparingLong((String host) -> scene.primariesOn(host).count())
                    .thenComparing(host -> host));
    return candidate
        .<Stream<Play>>map(host ->
            scene
                .primariesOn(host)
                .map(mirror -> new Play.Failover(mirror.name(), "it frees " + host)))
        .orElseGet(() -> refuge(scene));
  }

  /** A primary on a host that stays without second interface is out of that host's own reach. */
  private static Stream<Play> refuge(Scene scene) {
    return scene.network().hosts().stream()
        .filter(NetworkView.Host::isRefused)
        .flatMap(refused ->
            scene
                .primariesOn(refused.node())
                .filter(mirror ->
                    Scene.successor(mirror, refused.node())
                        .flatMap(partner -> scene.network().host(partner.host()))
                        .filter(NetworkView.Host::isReady)
                        .isPresent())
                .map(mirror ->
                    new Play.Failover(
                        mirror.name(),
                        "%s is refused and cannot call a primary of its own"
                            .formatted(refused.node()))));
  }

  private static boolean allRun(Scene scene) {
    return scene.mirrors().stream()
        .flatMap(mirror -> mirror.members().stream())
        .allMatch(MemberState::running);
  }

  private static boolean asks(Scene scene, String host, String reason) {
    return scene.network().host(host).filter(status -> status.waitsFor(reason)).isPresent();
  }
}
