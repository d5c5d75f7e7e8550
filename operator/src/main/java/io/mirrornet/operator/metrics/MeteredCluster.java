package io.mirrornet.operator.metrics;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.util.List;
import java.util.Optional;

/** Counts the writes to the API server and what came of them. */
public final class MeteredCluster implements Cluster {

  private final Cluster cluster;
  private final OperatorMetrics metrics;

  public MeteredCluster(Cluster cluster, OperatorMetrics metrics) {
    this.cluster = cluster;
    this.metrics = metrics;
  }

  @Override
  public ClusterView view() {
    return cluster.view();
  }

  @Override
  public Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return cluster.network(key);
  }

  @Override
  public Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions() {
    return cluster.disruptions();
  }

  @Override
  public Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return cluster.disruption(key);
  }

  @Override
  public Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return cluster.hostRoute(key);
  }

  @Override
  public Live<Node> node(String name) {
    return cluster.node(name);
  }

  @Override
  public Live<DisruptionSlot> slot() {
    return cluster.slot();
  }

  @Override
  public Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    return counted(holder.isPresent() ? "TakeSlot" : "ReleaseSlot", cluster.swapSlot(seen, holder));
  }

  @Override
  public Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    return counted("Propose", cluster.createDisruption(key, spec));
  }

  @Override
  public Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    return counted("RecordDisruption", cluster.replaceDisruptionStatus(seen, status));
  }

  @Override
  public Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return counted("ApplyHostRoute", cluster.applyHostRoute(key, network, spec, seen));
  }

  @Override
  public Write deleteHostRoute(Metadata seen) {
    return counted("DeleteHostRoute", cluster.deleteHostRoute(seen));
  }

  @Override
  public Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    return counted("ReportStatus", cluster.applyNetworkStatus(seen, status));
  }

  @Override
  public Write setFinalizer(Metadata seen, boolean present) {
    return counted("SetFinalizer", cluster.setFinalizer(seen, present));
  }

  @Override
  public Write holdDisruption(Metadata seen, boolean present) {
    return counted("HoldDisruption", cluster.holdDisruption(seen, present));
  }

  @Override
  public Write labelHost(Node seen, boolean host) {
    return counted("LabelHost", cluster.labelHost(seen, host));
  }

  @Override
  public Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return counted(cordoned ? "Cordon" : "Uncordon", cluster.cordon(seen, cordoned, disruption));
  }

  @Override
  public Eviction podsAtRisk(String node) {
    return cluster.podsAtRisk(node);
  }

  @Override
  public Eviction evictPods(String node, boolean unmanaged) {
    return counted("Drain", cluster.evictPods(node, unmanaged));
  }

  private <T> T counted(String kind, T outcome) {
    metrics.action(kind, outcome);
    return outcome;
  }
}
