package io.mirrornet.operator.act;

import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.provision.Ownership;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * What an action is about, by the names under which logs are searched: each line that is written
 * while it is carried out, in whatever room, has them as fields.
 *
 * @param network NAMESPACE/NAME of the network
 * @param host name of the node
 * @param step what is done
 */
record Decision(Optional<String> network, Optional<String> host, String step) {

  private static final Decision UNKNOWN = new Decision(Optional.empty(), Optional.empty(), "");

  static Decision of(Action action, Fleet fleet) {
    Decision about =
        switch (action) {
          case Action.SetFinalizer(var network, _) ->
              new Decision(Optional.of(network.key().toString()), Optional.empty(), "");
          case Action.LabelHost(var node, _) ->
              new Decision(Optional.empty(), Optional.of(node.name()), "");
          case Action.ApplyHostRoute(_, var network, var spec) ->
              about(network.toString(), spec.nodeName());
          case Action.DeleteHostRoute(var route, _) -> ofHostRoute(route.key(), fleet);
          case Action.CreateInterface(var vm, var design) ->
              new Decision(Ownership.network(design.tags()), Optional.of(vm.name()), "");
          case Action.Propose(var key, var spec) ->
              about(key.namespace() + "/" + spec.network(), spec.host());
          case Action.RecordDisruption(var disruption, _) -> ofDisruption(disruption.key(), fleet);
          case Action.Admit(var disruption, _, _) -> ofDisruption(disruption.key(), fleet);
          case Action.TakeSlot(var disruption) -> ofDisruption(disruption.key(), fleet);
          case Action.ReleaseSlot(var holder) -> ofHolder(holder, fleet);
          case Action.ReleaseOrphanedSlot(var holder) -> ofHolder(holder, fleet);
          case Action.HoldDisruption(var disruption, _) -> ofDisruption(disruption.key(), fleet);
          case Action.Cordon(var node, _, var disruption) ->
              ofDisruption(disruption, fleet).on(node.name());
          case Action.LiftCordon(var node, var disruption) ->
              ofDisruption(disruption, fleet).on(node.name());
          case Action.Drain(var disruption, var node, _) ->
              ofDisruption(disruption.key(), fleet).on(node);
          case Action.RequestEvidence(var disruption, _) -> ofDisruption(disruption, fleet);
          case Action.Deallocate(var disruption, _, _, _, _) ->
              ofDisruption(disruption.key(), fleet);
          case Action.AttachInterface(var disruption, _, _, _) ->
              ofDisruption(disruption.key(), fleet);
          case Action.Start(var disruption, _) -> ofDisruption(disruption.key(), fleet);
        };
    return new Decision(about.network, about.host, action.getClass().getSimpleName());
  }

  /** Does the work with these names on each line that it writes. */
  void whileDoing(Runnable work) {
    network.ifPresent(name -> MDC.put("network", name));
    host.ifPresent(name -> MDC.put("host", name));
    MDC.put("step", step);
    try {
      work.run();
    } finally {
      MDC.remove("network");
      MDC.remove("host");
      MDC.remove("step");
    }
  }

  /** The same for any step. */
  Decision withoutStep() {
    return new Decision(network, host, "");
  }

  /** The network, if the action is one's. */
  Optional<ObjectKey> networkKey() {
    return network.map(name -> {
      int slash = name.indexOf('/');
      return new ObjectKey(name.substring(0, slash), name.substring(slash + 1));
    });
  }

  @Override
  public String toString() {
    return step
        + host.map(name -> " on " + name).orElse("")
        + network.map(name -> " for " + name).orElse("");
  }

  private Decision on(String node) {
    return new Decision(network, Optional.of(node), step);
  }

  private static Decision about(String network, String host) {
    return new Decision(Optional.of(network), Optional.of(host), "");
  }

  private static Decision ofDisruption(ObjectKey key, Fleet fleet) {
    return fleet
        .cluster()
        .disruption(key)
        .map(record -> about(key.namespace() + "/" + record.spec().network(), record.spec().host()))
        .orElse(UNKNOWN);
  }

  private static Decision ofHolder(String uid, Fleet fleet) {
    return fleet.cluster().disruptions().stream()
        .filter(record -> record.metadata().uid().equals(uid))
        .findFirst()
        .map(record -> ofDisruption(record.key(), fleet))
        .orElse(UNKNOWN);
  }

  private static Decision ofHostRoute(ObjectKey key, Fleet fleet) {
    return fleet
        .cluster()
        .hostRoute(key)
        .map(route ->
            new Decision(
                Optional.ofNullable(route.metadata().labels().get(Labels.NETWORK))
                    .map(network -> key.namespace() + "/" + network),
                Optional.of(route.spec().nodeName()),
                ""))
        .orElse(UNKNOWN);
  }
}
