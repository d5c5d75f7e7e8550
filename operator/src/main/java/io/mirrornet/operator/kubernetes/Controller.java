package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Cluster;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Java Operator SDK's controller and its informers. Its leader election is not used: it would
 * judge by a clock that stands still with the process, and it never gives the Lease back.
 */
public final class Controller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  /** More than one would only ask for the same turn. */
  private static final int THREADS = 1;

  private static final Duration SYNC = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final KubernetesClient patient;
  private final NetworkReconciler reconciler;
  private final Operator operator;
  private final AtomicBoolean synced = new AtomicBoolean();
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * @param slot the Lease that admits disruptions
   * @param agentNamespace where the agent's pods are
   * @param wake asks for a turn; called by informers' threads, so it must return at once
   */
  public Controller(KubernetesClient client, ObjectKey slot, String agentNamespace, Runnable wake) {
    this.client = client;
    this.patient = ApiClients.patient(client);
    this.reconciler =
        new NetworkReconciler(new Watches.Scope(slot, agentNamespace), addresses(client), wake);
    // The SDK calls this function twice: it only passes on what was made outside.
    this.operator =
        new Operator(settings ->
            settings
                .withKubernetesClient(patient)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withCacheSyncTimeout(SYNC)
                .withInformerStoppedHandler((informer, cause) -> {
                  if (cause != null) {
                    broken.set(true);
                    LOG.atError()
                        .addKeyValue("kind", informer.getApiTypeClass().getSimpleName())
                        .addKeyValue("cause", cause)
                        .log("an informer has stopped; this process has to be started again");
                  }
                }));
    // Statuses and labels are facts as well: every change of a network wakes the loop.
    operator.register(
        reconciler, settings -> settings.watchingAllNamespaces().withGenerationAware(false));
  }

  /**
   * Starts the informers and waits until each has its first complete list.
   *
   * @throws ClusterNotReadException if one of them does not get it
   */
  public void start() {
    try {
      operator.start();
    } catch (OperatorException e) {
      throw new ClusterNotReadException(
          "the API server at %s was not read: %s; see whether it answers, and whether the chart's rights and kinds are there"
              .formatted(client.getConfiguration().getMasterUrl(), root(e)),
          e);
    }
    synced.set(true);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Whether every informer has had its first complete list. */
  public boolean isSynced() {
    return synced.get();
  }

  /** Whether no informer has stopped for good. */
  public boolean isWatching() {
    return !broken.get();
  }

  /**
   * The API server for the loop.
   *
   * @param instance name of this pod, for Events
   */
  public Cluster cluster(ObjectKey slot, String instance, InstantSource clock) {
    return new KubernetesCluster(
        client, slot, reconciler::view, new Announcer(client, instance, clock));
  }

  @Override
  public void close() {
    operator.stop();
    patient.close();
  }

  /** The API server's addresses as this process calls them. */
  private static Set<Ipv4Address> addresses(KubernetesClient client) {
    String host = URI.create(client.getConfiguration().getMasterUrl()).getHost();
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .flatMap(address -> Ipv4Address.tryParse(address.getHostAddress()).stream())
          .collect(Collectors.toSet());
    } catch (UnknownHostException e) {
      LOG.atWarn().addKeyValue("host", host).log("the API server's name does not resolve");
      return Set.of();
    }
  }
}
