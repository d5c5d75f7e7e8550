package io.mirrornet.operator.kubernetes;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.ClusterView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks for a turn of the whole fleet when a network changes. One host may be down in the whole
 * installation, so there is one plan for all networks, and nothing to decide for one alone. It
 * writes nothing itself and cannot fail, so the SDK's retries never matter; and it runs on every
 * replica, since the loop asks by itself whether it leads.
 */
@ControllerConfiguration(name = "network")
final class NetworkReconciler implements Reconciler<HealthShareMirrorNetwork> {

  private final Watches.Scope scope;
  private final Set<Ipv4Address> apiServer;
  private final Runnable wake;
  private final AtomicReference<Watches> watches = new AtomicReference<>();

  /**
   * @param apiServer by which this process reaches the API server
   * @param wake asks for a turn
   */
  NetworkReconciler(Watches.Scope scope, Set<Ipv4Address> apiServer, Runnable wake) {
    this.scope = scope;
    this.apiServer = Set.copyOf(apiServer);
    this.wake = wake;
  }

  @Override
  public List<EventSource<?, HealthShareMirrorNetwork>> prepareEventSources(
      EventSourceContext<HealthShareMirrorNetwork> context) {
    Watches made = new Watches(context, scope, apiServer, wake);
    watches.set(made);
    return made.eventSources();
  }

  @Override
  public UpdateControl<HealthShareMirrorNetwork> reconcile(
      HealthShareMirrorNetwork network, Context<HealthShareMirrorNetwork> context) {
    wake.run();
    return UpdateControl.noUpdate();
  }

  /**
   * What the informers hold.
   *
   * @throws IllegalStateException before they were started
   */
  ClusterView view() {
    Watches started = watches.get();
    if (started == null) {
      throw new IllegalStateException("the informers are not started");
    }
    return started.view();
  }
}
