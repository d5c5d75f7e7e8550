package io.mirrornet.operator.simulation;

import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Blueprint.MirrorPlan;

/** What a site allows a network to become. Says yes only where nothing is in the way. */
final class Expected {

  private final World world;

  Expected(World world) {
    this.world = world;
  }

  boolean isReady(ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    Blueprint plan = world.plan();
    boolean soundSite =
        plan.hosts().stream().allMatch(HostPlan::sound)
            && plan.mirrors().stream().allMatch(MirrorPlan::movable)
            && !plan.operatorOnHost()
            && plan.hosts().stream().allMatch(host -> world.api().node(host.name()).isPresent());
    boolean alone =
        plan.networks().stream().flatMap(one -> one.hosts().stream()).distinct().count()
            == plan.networks().stream().mapToLong(one -> one.hosts().size()).sum();
    boolean everyHostHasAFrontend =
        plan.hosts().stream()
            .allMatch(host ->
                world.administrator().frontends().stream()
                    .anyMatch(frontend -> frontend.backends().contains(host.name())));
    boolean everyHostIsFound =
        plan.hosts().stream()
            .allMatch(host ->
                host.providerId()
                    || plan.networks().stream()
                        .noneMatch(one -> one.bySelector() && one.hosts().contains(host.name()))
                    || plan.hosts().stream()
                        .anyMatch(
                            other -> other.providerId() && other.group().equals(host.group())));
    return everyHostIsFound
        && soundSite
        && alone
        && everyHostHasAFrontend
        && world.administrator().isTidy(network);
  }
}
