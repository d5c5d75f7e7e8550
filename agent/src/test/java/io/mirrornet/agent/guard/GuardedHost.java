package io.mirrornet.agent.guard;

import io.mirrornet.agent.guard.RouteTable.Disturbance;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.agent.route.Marks;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A host of the lab with a running guard. */
final class GuardedHost implements AutoCloseable {

  static final Set<Ipv4Address> VIPS =
      Mirror.ALL.stream().map(Mirror::vip).collect(Collectors.toUnmodifiableSet());

  private static final Marks MARKS = Marks.DEFAULT;

  private final Host host;
  private final LinuxRouteTable table;
  private final Guard guard;
  private final Thread thread;
  private final AtomicReference<@Nullable Programmed> last = new AtomicReference<>();

  private GuardedHost(Host host) {
    this.host = host;
    table = host.namespace().call(() -> new LinuxRouteTable(MARKS));
    guard =
        new Guard(
            table,
            System::nanoTime,
            new Random(1),
            new GuardListener() {
              @Override
              public void looked(Programmed programmed, Disturbance disturbance, Duration took) {
                last.set(programmed);
              }

              @Override
              public void failed() {
                // It tries again, and what it does then is what counts.
              }
            });
    thread = Thread.ofPlatform().name("guard-" + host.name()).start(guard);
  }

  /** Starts a guard that was told nothing yet. */
  static GuardedHost of(Host host) {
    return new GuardedHost(host);
  }

  /** What is to be asked of a host of the pair, with these destinations. */
  static HostIntent intent(Host host, Set<Ipv4Address> destinations) {
    NetworkInterface first = host.primary();
    NetworkInterface second = host.secondary();
    return new HostIntent(
        Optional.of(
            new HostIntent.SecondInterface(
                second.macAddress(), host.s(), second.subnet().gateway())),
        List.of(new HostIntent.Backend(first.macAddress(), host.p(), first.subnet().gateway())),
        destinations,
        Set.of());
  }

  /** Asks for routes to all virtual addresses and waits until they stand. */
  GuardedHost program() {
    return program(VIPS);
  }

  GuardedHost program(Set<Ipv4Address> destinations) {
    keep(intent(host, destinations));
    await("routes stand", programmed -> programmed.destinations().equals(destinations));
    return this;
  }

  /** Takes everything back and waits until nothing of ours is left. */
  void clear() {
    keep(HostIntent.NOTHING);
    await("nothing of ours is left", Programmed::clean);
  }

  void keep(HostIntent intent) {
    guard.keep(intent);
  }

  void await(String what, Predicate<Programmed> condition) {
    Awaitility.await(host.name() + ": " + what)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> last().filter(condition).isPresent());
  }

  Optional<Programmed> last() {
    return Optional.ofNullable(last.get());
  }

  /**
   * All of our entries, as iproute2 shows them. In which order the return paths stand ahead of
   * {@code local} does not matter, and is not told.
   */
  String entries() {
    List<String> rules = ip("rule show").lines().toList();
    int local = rules.indexOf("0:\tfrom all lookup local");
    List<String> all = new ArrayList<>(rules.subList(0, local).stream().sorted().toList());
    all.addAll(rules.subList(local, rules.size()));
    all.add("V " + routes(MARKS.destinationTable()));
    all.add("S " + routes(Marks.tableOf(host.s())));
    all.add("P " + routes(Marks.tableOf(host.p())));
    all.add("ours " + ip("route show table all proto " + MARKS.protocol()));
    all.add("group " + ip("-br link show group " + MARKS.interfaceGroup()).split("@", 2)[0]);
    return String.join("\n", all);
  }

  private String routes(int table) {
    return ip("route show table " + Integer.toUnsignedString(table));
  }

  /** What there is; a table that does not exist is an empty one. */
  private String ip(String arguments) {
    return host.namespace()
        .exec("sh", "-c", "ip " + arguments + " 2>/dev/null; true")
        .replace(" linkdown", "");
  }

  @Override
  public void close() {
    guard.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    table.close();
  }
}
