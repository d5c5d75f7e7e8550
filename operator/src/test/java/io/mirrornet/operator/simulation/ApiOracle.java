package io.mirrornet.operator.simulation;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hears what the operator writes to the API server. */
final class ApiOracle implements ApiServer.Watcher {

  private final World world;
  private final RouteOracle routes;
  private final BiConsumer<
          ApiObject<HostDisruptionSpec, HostDisruptionStatus>,
          ApiObject<HostDisruptionSpec, HostDisruptionStatus>>
      disruptions;

  ApiOracle(
      World world,
      RouteOracle routes,
      BiConsumer<
              ApiObject<HostDisruptionSpec, HostDisruptionStatus>,
              ApiObject<HostDisruptionSpec, HostDisruptionStatus>>
          disruptions) {
    this.world = world;
    this.routes = routes;
    this.disruptions = disruptions;
  }

  @Override
  public void hostRouteWritten(
      @Nullable ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before,
      ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> after) {
    routes.written(before, after);
  }

  @Override
  public void hostRouteDeleted(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before) {
    routes.deleted(before);
  }

  @Override
  public void disruptionWritten(
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> before,
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> after) {
    disruptions.accept(before, after);
  }

  @Override
  public void nodeWritten(Node before, Node after) {
    boolean sentAway =
        before.labels().containsKey(Labels.HOST) && !after.labels().containsKey(Labels.HOST);
    if (sentAway && !routes.mayLetGo(after.name())) {
      throw new LawBroken(
          7, "the agent of %s is sent away, and a network wants the host".formatted(after.name()));
    }
    world.administrator().seenCordon(before, after);
  }
}
