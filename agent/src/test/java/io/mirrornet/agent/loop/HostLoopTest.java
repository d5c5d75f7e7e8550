package io.mirrornet.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.agent.probe.Connector;
import io.mirrornet.agent.probe.MemberReader;
import io.mirrornet.agent.probe.Outcome;
import io.mirrornet.agent.probe.Page;
import io.mirrornet.agent.probe.Probe;
import io.mirrornet.agent.probe.ProofPort;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.net.Ipv4Address;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostLoopTest {

  private record Told(String uid, MirrorHostRouteStatus status) {}

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Inbox inbox = new Inbox();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final AtomicReference<String> nodeUid = new AtomicReference<>("uid-1");
  private final CountDownLatch probing = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final SocketTable sockets = SocketTable.ofThisNamespace();
  private final ProofPort proofPort = new ProofPort(0);
  private final AtomicReference<Page> page = new AtomicReference<>(new Page.Silent("silent"));
  private final Collection<Integer> pagesAtOnce = new ConcurrentLinkedQueue<>();
  private Optional<Thread> loop = Optional.empty();

  @AfterEach
  void endTheLoop() throws InterruptedException {
    answer.countDown();
    inbox.close();
    if (loop.isPresent()) {
      loop.get().join(PATIENCE);
    }
    proofPort.close();
    sockets.close();
  }

  @Test
  void aRequestForEvidenceIsAnsweredWhileProbesAreUnderWay() throws InterruptedException {
    begin(this::untilReleased);
    inbox.put(List.of(route("route-1", "uid-1", null)));
    assertThat(probing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    inbox.put(List.of(route("route-1", "uid-1", "n-1")));

    assertThat(next().status().evidence()).extracting(Evidence::nonce).isEqualTo("n-1");
  }

  @Test
  void aNodeThatIsRegisteredAnewIsServedWithoutARestart() throws InterruptedException {
    begin((_, _) -> Map.of());
    inbox.put(List.of(route("route-1", "uid-1", null)));
    assertThat(next().uid()).isEqualTo("route-1");

    nodeUid.set("uid-2");
    inbox.put(List.of(route("route-2", "uid-2", null)));

    assertThat(next().uid()).isEqualTo("route-2");
  }

  @Test
  void anInstanceThatBecomesPrimaryIsToldLongBeforeConnectionsAreTriedAgain()
      throws InterruptedException {
    begin((_, _) -> Map.of());
    inbox.put(List.of(withInstance("route-1", null)));
    assertThat(next().status().mirrors())
        .extracting(MirrorRole::role)
        .containsExactly(MemberRole.Down);

    page.set(new Page.Answered(200, "SUCCESS"));

    assertThat(next().status().mirrors())
        .extracting(MirrorRole::role)
        .containsExactly(MemberRole.Primary);
  }

  @Test
  void anInstanceThatBecomesPrimaryIsToldWhileARouteIsNotWell() throws InterruptedException {
    begin((_, _) -> Map.of());
    inbox.put(
        List.of(
            withInstance(
                "route-1",
                null,
                List.of(
                    new Destination(
                        Ipv4Address.parse("10.2.1.100"), List.of(1972), "ilb-hs/registry")))));
    assertThat(next().status().mirrors())
        .extracting(MirrorRole::role)
        .containsExactly(MemberRole.Down);

    page.set(new Page.Answered(200, "SUCCESS"));

    assertThat(next().status().mirrors())
        .extracting(MirrorRole::role)
        .containsExactly(MemberRole.Primary);
  }

  @Test
  void questionsOfTwoNetworksAreAnsweredFromOneLook() throws InterruptedException {
    begin((_, _) -> Map.of());

    inbox.put(List.of(withInstance("route-1", "n-1"), withInstance("route-2", "n-2")));

    assertThat(List.of(next(), next()))
        .extracting(news -> Objects.requireNonNull(news.status().evidence()).nonce())
        .containsExactly("n-1", "n-2");
    assertThat(pagesAtOnce).isNotEmpty().containsOnly(2);
  }

  private Map<URI, Page> pages(Collection<URI> asked, Duration timeout) {
    pagesAtOnce.add(asked.size());
    Map<URI, Page> answers = new HashMap<>();
    asked.forEach(uri -> answers.put(uri, page.get()));
    return answers;
  }

  private Map<Probe, Outcome> untilReleased(Collection<Probe> probes, Duration timeout) {
    if (!probes.isEmpty()) {
      probing.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Map.of();
  }

  private void begin(Connector connector) {
    HostLoop hostLoop =
        new HostLoop(
            new HostLoop.Host(
                () -> Optional.of(nodeUid.get()),
                Set.of(),
                Duration.ofHours(1),
                Duration.ofMillis(50)),
            inbox,
            this::programmed,
            Set.of(),
            new HostLoop.Eyes(
                connector, proofPort, new MemberReader(this::pages, connector, sockets)),
            (route, status) -> told.add(new Told(route.uid(), status)),
            InstantSource.system(),
            RandomGenerator.getDefault());
    loop = Optional.of(Thread.ofPlatform().name("loop-under-test").start(hostLoop));
  }

  private void programmed(HostIntent intent) {
    inbox.put(
        new Programmed(
            intent,
            Optional.empty(),
            Set.of(),
            Set.of(),
            true,
            List.of(),
            Optional.empty(),
            List.of()));
  }

  private Told next() throws InterruptedException {
    return Optional.ofNullable(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing was told in time"));
  }

  private static HostRoute route(String uid, String nodeUid, @Nullable String question) {
    return new HostRoute(
        "healthshare",
        uid,
        uid,
        1,
        Instant.EPOCH,
        new MirrorHostRouteSpec(
            "hs-vm-a",
            nodeUid,
            "00000000-0000-0000-0000-000000000001",
            null,
            List.of(),
            List.of(
                new Destination(Ipv4Address.parse("10.2.1.100"), List.of(1972), "ilb-hs/registry")),
            Probes.DEFAULT,
            question),
        MirrorHostRouteStatus.EMPTY);
  }

  /** An instance and no destination: nothing here can be unwell. */
  private HostRoute withInstance(String uid, @Nullable String question) {
    return withInstance(uid, question, List.of());
  }

  private HostRoute withInstance(
      String uid, @Nullable String question, List<Destination> destinations) {
    MemberProbe instance =
        new MemberProbe(
            "REGISTRY",
            "REGA",
            proofPort.number(),
            new MemberEndpoint("http://127.0.0.1/%s/mirror_status.cxw".formatted(uid)),
            null,
            null);
    return new HostRoute(
        "healthshare",
        uid,
        uid,
        1,
        Instant.EPOCH,
        new MirrorHostRouteSpec(
            "hs-vm-a",
            "uid-1",
            "00000000-0000-0000-0000-000000000001",
            null,
            List.of(),
            destinations,
            new Probes(Probes.DEFAULT.interval(), Probes.DEFAULT.timeout(), List.of(instance)),
            question),
        MirrorHostRouteStatus.EMPTY);
  }
}
