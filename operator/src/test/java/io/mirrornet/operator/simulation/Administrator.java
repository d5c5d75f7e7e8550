package io.mirrornet.operator.simulation;

import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import java.util.ArrayList;
import java.util.List;

/** Who changes the site in bad times. */
final class Administrator {

  private final World world;
  private final Chance chance;
  private final List<FrontendPlan> frontends;

  Administrator(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
    this.frontends = new ArrayList<>(world.plan().frontends());
  }

  /** Those that stand now. */
  List<FrontendPlan> frontends() {
    return frontends;
  }

  void step() {
    if (chance.oneIn(1000)) {
      world.trace().note("admin", "looks around");
    }
  }

  /** What is in the way of an end is put right. */
  void tidyUp() {}

  /** Whether nothing that was done is in the way of the network. */
  boolean isTidy(ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    return !network.metadata().deleting();
  }

  void seenCordon(Node before, Node after) {}
}
