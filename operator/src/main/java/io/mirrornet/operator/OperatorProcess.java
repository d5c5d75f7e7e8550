package io.mirrornet.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.config.OperatorConfig;
import io.mirrornet.operator.kubernetes.AgentDaemonSet;
import io.mirrornet.operator.kubernetes.BootTime;
import io.mirrornet.operator.kubernetes.Controller;
import io.mirrornet.operator.kubernetes.LeaderLease;
import io.mirrornet.operator.loop.Loop;
import io.mirrornet.operator.metrics.HttpEndpoint;
import io.mirrornet.operator.metrics.MeteredCloud;
import io.mirrornet.operator.metrics.MeteredCluster;
import io.mirrornet.operator.metrics.OperatorMetrics;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.turn.Bell;
import io.mirrornet.operator.turn.Pace;
import io.mirrornet.operator.turn.Term;
import io.mirrornet.operator.turn.TurnThread;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** The wiring of one replica of the operator: what a change runs through, and how it ends. */
public final class OperatorProcess implements AutoCloseable {

  /** Longer than any turn with every request timing out: then the thread is stuck. */
  private static final Duration STUCK = Duration.ofMinutes(15);

  private static final int IDENTITY_BYTES = 8;

  private static final String AGENTS = "apply the agent's DaemonSet";

  private final InstantSource clock = InstantSource.system();
  private final RefusalBook refusals = new RefusalBook();
  private final HttpEndpoint endpoint;
  private final Controller controller;
  private final LeaderLease leadership;
  private final TurnThread turns;
  private final AgentDaemonSet agents;
  private final Term term;

  /**
   * Listens for health and metrics, and does nothing else yet.
   *
   * @param client makes each request once; not closed here
   */
  public OperatorProcess(OperatorConfig config, KubernetesClient client, Cloud cloud) {
    SecureRandom random = new SecureRandom();
    Bell bell = new Bell();
    OperatorMetrics metrics = new OperatorMetrics(System::nanoTime);

    controller =
        new Controller(client, config.slotLease(), config.agentManifest().namespace(), bell::ring);
    leadership =
        new LeaderLease(
            client,
            config.leaderLease(),
            identity(config, random),
            new BootTime(),
            clock,
            bell::ring);
    Cluster cluster =
        new MeteredCluster(
            controller.cluster(config.slotLease(), config.podName(), clock), metrics);
    Cloud metered = new MeteredCloud(cloud, metrics);
    Supplier<Loop> loops =
        () ->
            new Loop(metered, cluster, leadership, clock, random, config.installation(), refusals);
    term = new Term(leadership, leadership::term, loops);
    agents =
        new AgentDaemonSet(
            client, config.agentManifest(), config.agentManifestSha256(), System::nanoTime);
    turns = new TurnThread(this::turn, bell, new Pace(random), metrics, System::nanoTime);

    metrics.leader(leadership);
    endpoint =
        new HttpEndpoint(config.listen(), metrics::page, this::isAlive, controller::isSynced);
  }

  /** Reads the cluster, stands for election, and turns while it leads. */
  public void start() {
    controller.start();
    leadership.start();
    turns.start();
  }

  /** Where health and metrics are read. */
  public InetSocketAddress address() {
    return endpoint.address();
  }

  /**
   * Ends the turn that is being made, and only then lets another replica lead; then stops the rest.
   */
  @Override
  public void close() {
    turns.close();
    leadership.close();
    controller.close();
    endpoint.close();
  }

  private Optional<FleetPlan> turn() {
    Optional<FleetPlan> plan = term.get();
    if (leadership.isHeld()) {
      agents.keep();
      agents
          .refusal()
          .ifPresentOrElse(
              refusal -> refusals.refused(AGENTS, refusal, clock.instant()),
              () -> refusals.allowed(AGENTS));
    }
    return plan;
  }

  private boolean isAlive() {
    return controller.isWatching() && turns.sinceLastTurn().compareTo(STUCK) < 0;
  }

  /** Another process of the same pod is another candidate. */
  private static String identity(OperatorConfig config, SecureRandom random) {
    byte[] bytes = new byte[IDENTITY_BYTES];
    random.nextBytes(bytes);
    return config.podName() + "_" + HexFormat.of().formatHex(bytes);
  }
}
