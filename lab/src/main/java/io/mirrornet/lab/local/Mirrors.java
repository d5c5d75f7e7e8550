package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.mirror.Mirror;
import io.mirrornet.lab.mirror.MirrorTimings;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.pki.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The mirrors' state machines in real time: driven by the clock, by the power of their hosts and by
 * people; sockets and the timeline follow them.
 */
final class Mirrors implements AutoCloseable {

  /** From the end of a machine's boot until its init system starts the instances. */
  private static final Duration UNTIL_AUTOSTART = Duration.ofSeconds(1);

  private record Running(Mirror mirror, List<Instance> instances) {}

  private final List<Running> mirrors = new ArrayList<>();
  private final InstanceServers servers;
  private final Timeline timeline;
  private final InstantSource clock;
  private final boolean startedByBoot;
  private final Set<String> booted = new HashSet<>();
  private final Autostarts autostarts = new Autostarts();
  private final Map<String, Optional<String>> primaries = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread ticker;
  private boolean closed;

  /**
   * Mirrors whose instances run as soon as their hosts have power.
   *
   * @param startedByBoot whether instances start by themselves when their machine boots again
   */
  Mirrors(
      List<List<Instance>> mirrors,
      Timeline timeline,
      InstantSource clock,
      boolean startedByBoot,
      CertificateAuthority authority) {
    for (List<Instance> instances : mirrors) {
      List<Member> members = instances.stream().map(Instance::member).toList();
      this.mirrors.add(
          new Running(
              new Mirror(instances.getFirst().mirror(), members, MirrorTimings.LAB), instances));
    }
    this.servers = new InstanceServers(authority);
    this.timeline = timeline;
    this.clock = clock;
    this.startedByBoot = startedByBoot;
    this.ticker = Thread.ofVirtual().name("mirror-clock").start(this::tick);
  }

  /** A machine as the mirrors know it. */
  GuestSoftware on(String host) {
    return new GuestSoftware() {
      @Override
      public void booted(NetworkNamespace network, List<NetworkInterface> nics) {
        hostUp(host, network, nics);
      }

      @Override
      public PowerLoss lostPower() {
        return hostDown(host);
      }
    };
  }

  /** The arbiter is there, or lost. */
  void arbiter(boolean up) {
    change(now -> mirrors.forEach(running -> running.mirror().arbiter(up, now)));
  }

  /**
   * {@code iris start}.
   *
   * @throws IllegalArgumentException if there is no such instance
   */
  void start(String host, String instance) {
    change(now ->
        find(
            host,
            instance,
            (mirror, found) -> mirror.start(found.member(), servers.isReachable(found), now)));
  }

  /**
   * {@code iris stop}.
   *
   * @throws IllegalArgumentException if there is no such instance
   */
  void stop(String host, String instance) {
    change(now -> find(host, instance, (mirror, found) -> mirror.stop(found.member(), now)));
  }

  /**
   * The instance's pages answer nothing from now on, or answer again.
   *
   * @throws IllegalArgumentException if there is no such instance
   */
  void hang(String host, String instance, boolean hung) {
    change(now -> find(host, instance, (mirror, found) -> mirror.hang(found.member(), hung, now)));
  }

  /** All mirrors as they are now. */
  List<Lab.MirrorState> states() {
    lock.lock();
    try {
      settle();
      return mirrors.stream().map(running -> MemberView.describe(running.mirror())).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a mirror.
   *
   * @return whether it came to be as wanted in time
   * @throws IllegalArgumentException if there is no such mirror
   */
  boolean await(String mirror, Predicate<Lab.MirrorState> wanted, Duration timeout)
      throws InterruptedException {
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (!wanted.test(state(mirror))) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A mirror as it is now. */
  Lab.MirrorState state(String mirror) {
    return states().stream()
        .filter(state -> state.name().equals(mirror))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no mirror " + mirror));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      servers.close();
    } finally {
      lock.unlock();
    }
    ticker.interrupt();
  }

  private void hostUp(String host, NetworkNamespace network, List<NetworkInterface> nics) {
    change(now -> {
      servers.connect(host, network, nics);
      mirrors.forEach(running -> running.mirror().hostPower(host, true, now));
      // In the beginning they run already.
      boolean again = !booted.add(host);
      if (again && startedByBoot) {
        autostarts.schedule(host, now.plus(UNTIL_AUTOSTART));
      }
    });
  }

  private GuestSoftware.PowerLoss hostDown(String host) {
    lock.lock();
    try {
      GuestSoftware.PowerLoss loss = servers.disconnect(host);
      change(now -> {
        autostarts.cancel(host);
        mirrors.forEach(running -> running.mirror().hostPower(host, false, now));
      });
      return loss;
    } finally {
      lock.unlock();
    }
  }

  private interface Change {
    void at(Instant now);
  }

  private void change(Change change) {
    lock.lock();
    try {
      change.at(clock.instant());
      settle();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void find(String host, String name, BiConsumer<Mirror, Instance> action) {
    for (Running running : mirrors) {
      for (Instance instance : running.instances()) {
        if (instance.is(host, name)) {
          action.accept(running.mirror(), instance);
          return;
        }
      }
    }
    throw new IllegalArgumentException("there is no instance %s on %s".formatted(name, host));
  }

  /** Lets everything happen that is due, and lets sockets and timeline follow. */
  private void settle() {
    if (closed) {
      return;
    }
    Instant now = clock.instant();
    autostarts.due(now).forEach(host -> autostart(host, now));
    for (Running running : mirrors) {
      running.mirror().advance(now);
      for (Instance instance : running.instances()) {
        servers.follow(instance, MemberView.of(running.mirror(), instance.member()));
      }
      note(running.mirror(), now);
    }
  }

  private void autostart(String host, Instant now) {
    for (Running running : mirrors) {
      running.instances().stream()
          .filter(instance -> instance.member().host().equals(host))
          .forEach(instance ->
              running.mirror().start(instance.member(), servers.isReachable(instance), now));
    }
  }

  private void note(Mirror mirror, Instant now) {
    Optional<String> primary = mirror.primary().map(Member::host);
    if (!primary.equals(primaries.put(mirror.name(), primary))) {
      timeline.add(new Happening.PrimaryChanged(now, mirror.name(), primary));
    }
  }

  /** Sleeps until something is due, or until somebody has changed something. */
  private void tick() {
    lock.lock();
    try {
      while (!closed) {
        settle();
        changed.signalAll();
        Optional<Instant> due = nextDue();
        if (due.isEmpty()) {
          changed.await();
        } else {
          changed.awaitNanos(Duration.between(clock.instant(), due.get()).toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Instant> nextDue() {
    return Stream.concat(
            autostarts.next().stream(),
            mirrors.stream().flatMap(running -> running.mirror().nextDue().stream()))
        .min(Instant::compareTo);
  }
}
