package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Leadership;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a Lease, in the way of Kubernetes' own components. fabric8's elector does not
 * suffice: it compares the Lease's timestamps with this machine's wall clock, and it learns that it
 * has lost only when its own thread runs again, after a process that was stopped may have acted.
 * Here, each question whether the Lease is held is answered by the clock.
 *
 * <p>A leader that ends gives the Lease back, and another takes it within {@link #RETRY}; one that
 * is killed is followed after {@link Candidacy#LEASE} and {@link #RETRY} at most.
 */
public final class LeaderLease implements Leadership, AutoCloseable {

  /** How often the Lease is looked at, and renewed. */
  static final Duration RETRY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

  private static final long NEVER = Long.MIN_VALUE;

  private final KubernetesClient client;
  private final ObjectKey key;
  private final String identity;
  private final LongSupplier clock;
  private final InstantSource wallClock;
  private final Runnable won;
  private final Candidacy candidacy;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile long heldUntil = NEVER;
  private volatile boolean leads;
  private volatile int term;

  /**
   * A candidate that has not begun yet.
   *
   * @param identity tells this process from every other one, an earlier one of the same name
   *     included
   * @param clock nanoseconds that go on while the process or the machine sleeps
   * @param wallClock for what people read in the Lease
   * @param won called when this process becomes the leader
   */
  public LeaderLease(
      KubernetesClient client,
      ObjectKey key,
      String identity,
      LongSupplier clock,
      InstantSource wallClock,
      Runnable won) {
    this.client = client;
    this.key = key;
    this.identity = identity;
    this.clock = clock;
    this.wallClock = wallClock;
    this.won = won;
    this.candidacy = new Candidacy(identity);
    this.thread = Thread.ofPlatform().daemon().name("leader-lease").unstarted(this::run);
  }

  /** Stands for election from now on. */
  public void start() {
    thread.start();
  }

  @Override
  public boolean isHeld() {
    long until = heldUntil;
    return until != NEVER && clock.getAsLong() - until < 0;
  }

  /** Changes when another process may have led meanwhile: what was remembered is old then. */
  public int term() {
    return term;
  }

  /** Stops, and gives the Lease back if it is held. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    giveBack();
  }

  private void run() {
    try {
      do {
        step();
      } while (!closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the Lease once, and renews or takes it where that is allowed. */
  void step() {
    long askedAt = clock.getAsLong();
    try {
      Lease lease =
          client.resources(Lease.class).inNamespace(key.namespace()).withName(key.name()).get();
      if (lease == null) {
        client.resource(write(Optional.empty(), identity)).create();
        hold(askedAt, 0);
      } else if (candidacy.mayWrite(shown(lease), clock.getAsLong())) {
        // From before this request: whoever sees its effect sees it later.
        long renewedAt = clock.getAsLong();
        Lease written = client.resource(write(Optional.of(lease), identity)).update();
        hold(renewedAt, transitions(written));
      } else {
        lost();
      }
    } catch (KubernetesClientException e) {
      // Not renewed: by the clock, leadership ends by itself.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.atInfo()
            .addKeyValue("lease", key)
            .addKeyValue("cause", Answers.words(e))
            .log("the leader's Lease was not read or written; trying again");
      }
    }
  }

  private void hold(long askedAt, int transitions) {
    candidacy.renewed(askedAt);
    term = transitions;
    heldUntil = candidacy.heldUntil().orElse(NEVER);
    if (!leads) {
      leads = true;
      LOG.atInfo().addKeyValue("identity", identity).log("this process leads");
      won.run();
    }
  }

  private void lost() {
    heldUntil = NEVER;
    if (leads) {
      leads = false;
      LOG.atWarn().addKeyValue("identity", identity).log("another process leads");
    }
  }

  private void giveBack() {
    candidacy.over();
    heldUntil = NEVER;
    if (!leads) {
      return;
    }
    leads = false;
    try {
      Lease lease =
          client.resources(Lease.class).inNamespace(key.namespace()).withName(key.name()).get();
      if (lease != null && shown(lease).holder().equals(identity)) {
        client.resource(write(Optional.of(lease), "")).update();
        LOG.atInfo().addKeyValue("identity", identity).log("leadership given back");
      }
    } catch (KubernetesClientException e) {
      LOG.atInfo()
          .addKeyValue("cause", Answers.words(e))
          .log("leadership not given back; another process takes it when it runs out");
    }
  }

  private static Candidacy.Shown shown(Lease lease) {
    String holder =
        Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getHolderIdentity).orElse("");
    return new Candidacy.Shown(holder, lease.getMetadata().getResourceVersion());
  }

  private static int transitions(Lease lease) {
    return Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getLeaseTransitions).orElse(0);
  }

  private Lease write(Optional<Lease> before, String holder) {
    boolean same = before.filter(lease -> shown(lease).holder().equals(identity)).isPresent();
    ZonedDateTime now = wallClock.instant().atZone(ZoneOffset.UTC);
    int transitions = before.map(LeaderLease::transitions).orElse(0);
    return new LeaseBuilder()
        .withMetadata(
            MetadataMapper.named(key)
                .withResourceVersion(
                    before.map(lease -> lease.getMetadata().getResourceVersion()).orElse(null))
                .build())
        .withNewSpec()
        .withHolderIdentity(holder)
        .withLeaseDurationSeconds((int) Candidacy.LEASE.toSeconds())
        .withRenewTime(now)
        .withAcquireTime(
            before.filter(_ -> same).map(lease -> lease.getSpec().getAcquireTime()).orElse(now))
        .withLeaseTransitions(before.isEmpty() || same ? transitions : transitions + 1)
        .endSpec()
        .build();
  }
}
