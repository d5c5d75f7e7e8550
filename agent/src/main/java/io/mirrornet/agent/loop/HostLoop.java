package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.Assignment;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.loop.Inbox.Wake;
import io.mirrornet.agent.probe.Connector;
import io.mirrornet.agent.probe.MemberReader;
import io.mirrornet.agent.probe.MemberReading;
import io.mirrornet.agent.probe.ProofPort;
import io.mirrornet.agent.report.HostRouteReport;
import io.mirrornet.agent.report.Observation;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turn after turn: what is asked, what may be, what stands, what was reached, what is told.
 *
 * <p>Before the first complete list nothing is decided. While nobody can be told, it goes on and
 * tells later.
 */
public final class HostLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(HostLoop.class);

  /** The guard takes milliseconds; a kernel that refuses everything takes it no longer. */
  private static final Duration GUARDS_TURN = Duration.ofSeconds(2);

  /** How often to look for requests while probes are under way. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  /**
   * Evidence is gathered in less time than a probe may take: the operator uses none that is older
   * than 15 seconds, counted from its question, and gives an agent 10 to answer.
   */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Host host;
  private final Inbox inbox;
  private final Consumer<HostIntent> guard;
  private final Trials trials;
  private final MemberReader members;
  private final StatusBook book;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final RoleCadence roles;
  private Optional<String> nodeUid = Optional.empty();
  private List<MemberEvidence> lastSeen = List.of();
  private Instant connectAgainAt = Instant.MIN;

  /**
   * What the loop knows of its host.
   *
   * @param nodeUid asks for the uid of the node that this is, until it is there and whenever an
   *     object names another
   * @param protectedAddresses where no route may lead, beside the ranges that all know
   * @param retry how soon to try again what is not well
   * @param roles how old the roles of this host's instances may get in quiet times, however seldom
   *     connections are tried: a person who has moved a primary waits for the operator to notice
   */
  public record Host(
      Supplier<Optional<String>> nodeUid,
      Set<Ipv4Address> protectedAddresses,
      Duration retry,
      Duration roles) {}

  /** By what the loop finds out. */
  public record Eyes(Connector connector, ProofPort proofPort, MemberReader members) {}

  /**
   * @param guard keeps what it is given
   * @param standing destinations whose routes a former run left: they were admitted before
   */
  public HostLoop(
      Host host,
      Inbox inbox,
      Consumer<HostIntent> guard,
      Set<Ipv4Address> standing,
      Eyes eyes,
      StatusSink sink,
      InstantSource clock,
      RandomGenerator random) {
    this.host = host;
    this.inbox = inbox;
    this.guard = guard;
    this.trials = new Trials(eyes.connector(), eyes.proofPort(), standing);
    this.members = eyes.members();
    this.book = new StatusBook(sink);
    this.clock = clock;
    this.random = random;
    this.roles = new RoleCadence(host.roles(), clock.instant());
  }

  /** Runs until the inbox is closed. */
  @Override
  public void run() {
    try {
      Duration rest = host.retry();
      for (Wake wake = inbox.awaitNews(rest); wake != Wake.CLOSED; wake = inbox.awaitNews(rest)) {
        rest = guardedTurn(wake == Wake.NEWS || !clock.instant().isBefore(connectAgainAt));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param connect whether to try connections too, not the roles of instances alone
   */
  private Duration guardedTurn(boolean connect) throws InterruptedException {
    try {
      Optional<List<HostRoute>> routes = inbox.routes();
      nodeUid = nodeUid(routes.orElse(List.of()));
      return routes.isPresent() && nodeUid.isPresent()
          ? turn(Assignment.of(routes.get(), nodeUid.get(), host.protectedAddresses()), connect)
          : host.retry();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a turn failed; the next one starts afresh");
      return host.retry();
    }
  }

  /** A node that is registered anew has another uid, and the objects for it tell us so. */
  private Optional<String> nodeUid(List<HostRoute> routes) {
    boolean doubtful =
        routes.stream().anyMatch(route -> !nodeUid.equals(Optional.of(route.spec().nodeUid())));
    return nodeUid.isEmpty() || doubtful ? host.nodeUid().get().or(() -> nodeUid) : nodeUid;
  }

  /** Returns how long to rest if nothing happens. */
  private Duration turn(Assignment assignment, boolean connect) throws InterruptedException {
    book.forgetAllBut(assignment.routes());
    Optional<Programmed> programmed = keep(assignment);
    boolean told = answerRequests(assignment.routes());
    probe(assignment, programmed, connect);
    programmed = keep(assignment);
    boolean well = true;
    for (HostRoute route : assignment.routes()) {
      MirrorHostRouteStatus status = report(route, assignment, programmed);
      told &= book.tell(route, status);
      well &= !HostRouteReport.isUnwell(status);
    }
    return rest(assignment, connect, told && well);
  }

  /** Until something is due: connections, or sooner the roles of instances. */
  private Duration rest(Assignment assignment, boolean connected, boolean well) {
    Instant now = clock.instant();
    if (connected) {
      connectAgainAt = now.plus(well ? jittered(interval(assignment)) : host.retry());
    } else if (!well && connectAgainAt.isAfter(now.plus(host.retry()))) {
      connectAgainAt = now.plus(host.retry());
    }
    Duration left = Duration.between(now, connectAgainAt);
    Duration again = roles.rest(now);
    return Trials.members(assignment.routes()).isEmpty() || left.compareTo(again) < 0
        ? left
        : again;
  }

  /** Tries everything, and answers meanwhile: an operator does not wait for what is slow. */
  private void probe(Assignment assignment, Optional<Programmed> programmed, boolean connect)
      throws InterruptedException {
    FutureTask<List<MemberEvidence>> probing =
        new FutureTask<>(() -> {
          if (connect) {
            trials.run(assignment, programmed, timeout(assignment.routes()));
          }
          return evidence(Trials.members(assignment.routes()), timeout(assignment.routes()));
        });
    Thread.ofPlatform().daemon().name("probes").start(probing);
    while (!isOver(probing)) {
      answerRequests(ours());
    }
    if (!lastSeen.equals(probing.resultNow())) {
      roles.stirred(clock.instant());
    }
    lastSeen = probing.resultNow();
  }

  /** Waits a moment for the probes; fails as they did. */
  private static boolean isOver(FutureTask<?> probing) throws InterruptedException {
    try {
      probing.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("probing failed", e.getCause());
    }
  }

  /** The objects of this node as they are by now. */
  private List<HostRoute> ours() {
    return Assignment.of(
            inbox.routes().orElse(List.of()), nodeUid.orElseThrow(), host.protectedAddresses())
        .routes();
  }

  private Optional<Programmed> keep(Assignment assignment) throws InterruptedException {
    HostIntent intent = trials.admitted(assignment.intent());
    guard.accept(intent);
    return inbox.awaitProgrammed(intent, GUARDS_TURN);
  }

  /**
   * At once, before anything that takes time: an operator waits with a window of seconds. All
   * questions are answered from one look, so that many take no longer than one.
   */
  private boolean answerRequests(List<HostRoute> routes) {
    Map<HostRoute, String> nonces = new LinkedHashMap<>();
    routes.forEach(route ->
        HostRouteReport.unansweredRequest(route, book.before(route))
            .ifPresent(nonce -> nonces.put(route, nonce)));
    boolean told = true;
    if (!nonces.isEmpty()) {
      Look look = look(List.copyOf(nonces.keySet()));
      for (Map.Entry<HostRoute, String> asked : nonces.entrySet()) {
        HostRoute route = asked.getKey();
        Evidence evidence = look.evidence(asked.getValue(), route);
        told &= book.tell(route, HostRouteReport.answered(book.before(route), evidence));
      }
      // An API server that takes no answer is left alone.
      if (told) {
        roles.stirred(clock.instant());
      }
    }
    return told;
  }

  private Look look(List<HostRoute> routes) {
    Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Duration timeout = timeout(routes);
    List<MemberProbe> declared = Trials.members(routes);
    List<MemberEvidence> seen =
        evidence(declared, timeout.compareTo(ANSWER) < 0 ? timeout : ANSWER);
    Map<MemberProbe, MemberEvidence> byMember = new HashMap<>();
    for (int i = 0; i < declared.size(); i++) {
      byMember.put(declared.get(i), seen.get(i));
    }
    return new Look(began, byMember, members.listeningPorts());
  }

  private List<MemberEvidence> evidence(List<MemberProbe> declared, Duration timeout) {
    return members.read(declared, timeout).stream().map(MemberReading::evidence).toList();
  }

  private MirrorHostRouteStatus report(
      HostRoute route, Assignment assignment, Optional<Programmed> programmed) {
    Observation seen =
        new Observation(
            clock.instant(),
            programmed,
            trials.admissions(),
            trials.reach(),
            trials.localPath(),
            lastSeen);
    return HostRouteReport.of(route, book.before(route), assignment, seen);
  }

  private static Duration timeout(List<HostRoute> routes) {
    return routes.stream()
        .map(route -> route.spec().probes().timeout().duration())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration interval(Assignment assignment) {
    return assignment.routes().stream()
        .map(route -> route.spec().probes().interval().duration())
        .min(Duration::compareTo)
        .orElse(Duration.ofHours(1));
  }

  /** A tenth more or less, so that many hosts do not knock at the same time. */
  private Duration jittered(Duration interval) {
    long millis = interval.toMillis();
    return Duration.ofMillis(millis - millis / 10 + random.nextLong(millis / 5 + 1));
  }
}
