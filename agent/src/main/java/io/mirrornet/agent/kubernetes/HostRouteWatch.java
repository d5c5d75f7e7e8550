package io.mirrornet.agent.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the objects of this node in all namespaces: a list, then a watch, and both again after
 * whatever breaks them. An API server that is away is waited for.
 */
public final class HostRouteWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HostRouteWatch.class);

  private final SharedIndexInformer<MirrorHostRoute> informer;
  private final Consumer<List<HostRoute>> listener;
  private volatile boolean complete;

  /**
   * @param listener is given all objects after the first complete list and after each change, never
   *     a part of them
   */
  public HostRouteWatch(
      KubernetesClient client, String nodeName, Consumer<List<HostRoute>> listener) {
    this.listener = listener;
    informer =
        client
            .resources(MirrorHostRoute.class)
            .inAnyNamespace()
            .withField("spec.nodeName", nodeName)
            .runnableInformer(0)
            .addEventHandler(new Changes())
            .exceptionHandler((_, failure) -> {
              LOG.atWarn()
                  .addKeyValue("cause", failure.toString())
                  .log("API server away; retrying");
              return true;
            });
  }

  /** Begins; returns at once. */
  public void start() {
    informer
        .start()
        .whenComplete((_, failure) -> {
          if (failure == null) {
            complete = true;
            publish();
          } else {
            LOG.atError().setCause(failure).log("the watch has ended before it began");
          }
        });
  }

  /** Whether the first complete list has arrived. */
  public boolean isComplete() {
    return complete;
  }

  @Override
  public void close() {
    informer.stop();
  }

  private void publish() {
    if (complete) {
      listener.accept(informer.getStore().list().stream().map(HostRouteWatch::read).toList());
    }
  }

  private static HostRoute read(MirrorHostRoute object) {
    return new HostRoute(
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        object.getMetadata().getUid(),
        object.getMetadata().getGeneration(),
        Instant.parse(object.getMetadata().getCreationTimestamp()),
        object.getSpec(),
        Objects.requireNonNullElse(object.getStatus(), MirrorHostRouteStatus.EMPTY));
  }

  private final class Changes implements ResourceEventHandler<MirrorHostRoute> {
    @Override
    public void onAdd(MirrorHostRoute object) {
      publish();
    }

    @Override
    public void onUpdate(MirrorHostRoute old, MirrorHostRoute object) {
      publish();
    }

    @Override
    public void onDelete(MirrorHostRoute object, boolean unknownFinalState) {
      publish();
    }
  }
}
