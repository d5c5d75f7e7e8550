package io.mirrornet.operator.act;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.disruption.InterfaceList;
import io.mirrornet.operator.plan.provision.Ownership;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Reading;
import io.mirrornet.operator.port.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Does one action: at most one change, asked for once. */
public final class Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

  /** If-Match: there is one, whatever it holds. */
  private static final String ANY_ETAG = "*";

  private final Cloud cloud;
  private final Cluster cluster;
  private final Leadership leadership;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final OperationBook operations;
  private final QuestionBook questions;
  private final Gate gate;

  /** An executor that notes what it begins in these books. */
  public Executor(
      Cloud cloud,
      Cluster cluster,
      Leadership leadership,
      InstantSource clock,
      RandomGenerator random,
      OperationBook operations,
      QuestionBook questions) {
    this.cloud = cloud;
    this.cluster = cluster;
    this.leadership = leadership;
    this.clock = clock;
    this.random = random;
    this.operations = operations;
    this.questions = questions;
    this.gate = new Gate(cloud, cluster, leadership, clock);
  }

  /**
   * Does all that is due, in this order. Where one action fails by a defect, what follows for the
   * same host of the same network is left for the next turn; the others go on.
   *
   * @return the defects
   */
  public List<FleetPlan.Defect> execute(List<Action> due, Fleet fleet) {
    List<FleetPlan.Defect> defects = new ArrayList<>();
    Set<Decision> failed = new HashSet<>();
    for (Action action : due) {
      Decision decision = Decision.of(action, fleet);
      if (failed.contains(decision.withoutStep())) {
        continue;
      }
      try {
        execute(action, fleet);
      } catch (RuntimeException e) {
        failed.add(decision.withoutStep());
        defects.add(new FleetPlan.Defect(decision.toString(), decision.networkKey(), e));
      }
    }
    return defects;
  }

  /** Does what is due, if this process still leads. */
  public void execute(Action action, Fleet fleet) {
    if (leadership.isHeld()) {
      Decision.of(action, fleet).whileDoing(() -> perform(action, fleet));
    }
  }

  private void perform(Action action, Fleet fleet) {
    switch (action) {
      case Action.SetFinalizer(var network, var present) ->
          note(cluster.setFinalizer(network, present));
      case Action.LabelHost(var node, var host) -> note(cluster.labelHost(node, host));
      case Action.ApplyHostRoute apply -> applyHostRoute(apply, fleet);
      case Action.DeleteHostRoute delete -> deleteHostRoute(delete);
      case Action.CreateInterface create -> createInterface(create);
      case Action.Propose(var key, var spec) -> note(cluster.createDisruption(key, spec));
      case Action.RecordDisruption(var disruption, var status) -> record(disruption, status);
      case Action.Admit admit -> admit(admit);
      case Action.TakeSlot(var disruption) -> takeSlot(disruption);
      case Action.ReleaseSlot(var holder) -> releaseIdleSlot(holder, fleet);
      case Action.ReleaseOrphanedSlot(var holder) -> releaseOrphanedSlot(holder);
      case Action.HoldDisruption(var disruption, var present) ->
          note(cluster.holdDisruption(disruption, present));
      case Action.Cordon(var node, var cordoned, var disruption) ->
          note(cluster.cordon(node, cordoned, disruption));
      case Action.LiftCordon(var node, var disruption) -> liftCordon(node, disruption);
      case Action.Drain(var disruption, var node, var unmanaged) ->
          questions.drained(disruption.key(), cluster.evictPods(node, unmanaged));
      case Action.RequestEvidence request -> requestEvidence(request, fleet);
      case Action.Deallocate deallocate ->
          gate.pass(deallocate, fleet)
              .ifPresentOrElse(
                  outcome -> begun(deallocate.virtualMachine(), Change.DEALLOCATE, outcome),
                  () -> LOG.atInfo().log("not done: what it rests on has changed or was not read"));
      case Action.AttachInterface attach ->
          restore(
              attach.disruption(),
              attach.virtualMachine(),
              Change.REPLACE_INTERFACES,
              () -> attach(attach));
      case Action.Start(var disruption, var vm) ->
          restore(disruption, vm, Change.START, () -> Optional.of(cloud.start(vm)));
    }
  }

  private void liftCordon(Node node, ObjectKey disruption) {
    boolean over =
        switch (cluster.disruption(disruption)) {
          case Live.Found<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>(var live) ->
              !live.status().phase().isOpen();
          case Live.Absent<?> _ -> true;
          case Live.Unavailable<?> _ -> false;
        };
    if (over) {
      note(cluster.cordon(node, false, disruption));
    }
  }

  /**
   * Only over what the plan has seen: what an informer does not show yet, such as a destination,
   * would be lost without anybody having looked whether it is gone.
   */
  private void applyHostRoute(Action.ApplyHostRoute action, Fleet fleet) {
    Optional<String> planned = fleet.cluster().hostRoute(action.key()).map(Executor::version);
    switch (cluster.hostRoute(action.key())) {
      case Live.Found<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>>(var live)
          when planned.filter(version(live)::equals).isPresent() ->
          applyHostRoute(action, Optional.of(live.metadata()));
      case Live.Absent<?> _ when planned.isEmpty() -> applyHostRoute(action, Optional.empty());
      case Live.Found<?> _, Live.Absent<?> _, Live.Unavailable<?> _ ->
          LOG.atDebug().log("the host route is another than was planned for, or was not read");
    }
  }

  private void applyHostRoute(Action.ApplyHostRoute action, Optional<Metadata> seen) {
    note(cluster.applyHostRoute(action.key(), action.network(), action.spec(), seen));
  }

  private static String version(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    return route.metadata().uid() + "/" + route.metadata().generation();
  }

  private void deleteHostRoute(Action.DeleteHostRoute action) {
    boolean certain =
        action
            .gone()
            .map(node ->
                switch (cluster.node(node.name())) {
                  case Live.Found(var now) -> !now.uid().equals(node.uid());
                  case Live.Absent<?> _ -> true;
                  case Live.Unavailable<?> _ -> false;
                })
            .orElse(true);
    if (certain) {
      note(cluster.deleteHostRoute(action.hostRoute()));
    }
  }

  private void createInterface(Action.CreateInterface action) {
    ResourceId id = action.design().id();
    switch (cloud.networkInterface(id)) {
      case Reading.Absent<?> _ ->
          begun(
              id,
              Change.CREATE_INTERFACE,
              cloud.createInterface(action.design(), Optional.empty()));
      case Reading.Unknown<?>(CloudError error) ->
          operations.begun(
              id, Change.CREATE_INTERFACE, new Acceptance.Failed(error), clock.instant());
      case Reading.Found<NetworkInterface>(var nic) when isBroken(nic, action) ->
          begun(
              id,
              Change.CREATE_INTERFACE,
              cloud.createInterface(action.design(), Optional.of(nic.etag().orElse(ANY_ETAG))));
      case Reading.Found<?> _ ->
          LOG.atInfo()
              .addKeyValue("interface", id.toString())
              .log("the interface is there already");
    }
  }

  /** Whether the NIC is ours, in nobody's use, and its last write has failed. */
  private static boolean isBroken(NetworkInterface nic, Action.CreateInterface action) {
    return (nic.provisioningState() == ProvisioningState.FAILED
            || nic.provisioningState() == ProvisioningState.CANCELED)
        && nic.virtualMachine().isEmpty()
        && Ownership.agree(nic.tags(), action.design().tags());
  }

  private void record(Metadata disruption, HostDisruptionStatus status) {
    note(cluster.replaceDisruptionStatus(disruption, status));
    if (status.phase().isFinal()) {
      questions.forget(disruption.key());
    }
  }

  private void admit(Action.Admit action) {
    if (takeSlot(action.disruption())) {
      // What failed in an earlier attempt is no argument in this one.
      operations.forget(action.virtualMachine());
      note(cluster.replaceDisruptionStatus(action.disruption(), action.opened()));
    }
  }

  private boolean takeSlot(Metadata disruption) {
    return switch (cluster.slot()) {
      case Live.Found(var slot) -> takeSlot(slot, disruption);
      case Live.Absent<DisruptionSlot> _ ->
          takeSlot(new DisruptionSlot(Optional.empty(), Optional.empty()), disruption);
      case Live.Unavailable<DisruptionSlot> _ -> false;
    };
  }

  private boolean takeSlot(DisruptionSlot slot, Metadata disruption) {
    return slot.holder()
        .map(disruption.uid()::equals)
        .orElseGet(
            () -> cluster.swapSlot(slot, Optional.of(disruption.uid())) instanceof Write.Written);
  }

  /** An informer that is behind shows a record as not open yet while its host is down. */
  private void releaseIdleSlot(String holder, Fleet fleet) {
    boolean idle =
        fleet.cluster().disruptions().stream()
            .filter(record -> record.metadata().uid().equals(holder))
            .findFirst()
            .map(record ->
                switch (cluster.disruption(record.key())) {
                  case Live.Found<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>(var live) ->
                      !live.metadata().uid().equals(holder) || !live.status().phase().isOpen();
                  case Live.Absent<?> _ -> true;
                  case Live.Unavailable<?> _ -> false;
                })
            .orElse(false);
    if (idle) {
      releaseSlot(holder);
    }
  }

  private void releaseSlot(String holder) {
    cluster
        .slot()
        .found()
        .filter(slot -> slot.holder().filter(holder::equals).isPresent())
        .ifPresent(slot -> note(cluster.swapSlot(slot, Optional.empty())));
  }

  private void releaseOrphanedSlot(String holder) {
    boolean gone =
        cluster
            .disruptions()
            .found()
            .filter(all -> all.stream().noneMatch(live -> live.metadata().uid().equals(holder)))
            .isPresent();
    if (gone) {
      LOG.atWarn().addKeyValue("holder", holder).log("the slot's holder is gone; it is given back");
      releaseSlot(holder);
    }
  }

  /**
   * Asks the agents. A host route holds one question: a disruption that only waits joins one that
   * is fresh instead of pushing it out, so that two of them do not keep each other from an answer.
   */
  private void requestEvidence(Action.RequestEvidence action, Fleet fleet) {
    boolean open =
        fleet
            .cluster()
            .disruption(action.disruption())
            .filter(record -> record.status().phase().isOpen())
            .isPresent();
    EvidenceRequest request =
        questions
            .newest()
            .filter(_ -> !open)
            .filter(newest -> newest.isFresh(clock.instant()))
            .orElseGet(this::question);
    for (ObjectKey key : action.hostRoutes()) {
      cluster
          .hostRoute(key)
          .found()
          .filter(route -> !request.nonce().equals(route.spec().evidenceRequest()))
          .ifPresent(route -> ask(route, request.nonce()));
    }
    questions.asked(action.disruption(), request);
    fleet
        .cluster()
        .disruption(action.disruption())
        .filter(record -> !record.status().phase().isOpen())
        .map(record -> cluster.podsAtRisk(record.spec().host()))
        .ifPresent(seen -> questions.looked(action.disruption(), seen));
  }

  private EvidenceRequest question() {
    return new EvidenceRequest(
        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()), clock.instant());
  }

  private void ask(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route, String nonce) {
    Optional.ofNullable(route.metadata().labels().get(Labels.NETWORK))
        .map(network -> new ObjectKey(route.key().namespace(), network))
        .ifPresent(network ->
            note(
                cluster.applyHostRoute(
                    route.key(),
                    network,
                    route.spec().withEvidenceRequest(nonce),
                    Optional.of(route.metadata()))));
  }

  /** A step back up: only the record must be open still, and this process must lead. */
  private void restore(
      Metadata disruption, ResourceId vm, Change change, Supplier<Optional<Acceptance>> call) {
    boolean open =
        cluster
            .disruption(disruption.key())
            .found()
            .filter(live -> live.metadata().uid().equals(disruption.uid()))
            .filter(live -> live.status().phase().isOpen())
            .filter(live -> live.spec().abandon() == null)
            .isPresent();
    if (open && leadership.isHeld()) {
      call.get().ifPresent(outcome -> begun(vm, change, outcome));
    }
  }

  /** Nothing if the VM has the NIC already, or is another machine: the next look tells. */
  private Optional<Acceptance> attach(Action.AttachInterface action) {
    return switch (cloud.virtualMachine(action.virtualMachine())) {
      case Reading.Found<VirtualMachine>(var vm) ->
          vm.vmId().equals(action.vmId()) && !vm.holds(action.added())
              ? Optional.of(
                  cloud.replaceInterfaces(
                      vm.id(), InterfaceList.with(vm, action.added()), vm.etag()))
              : Optional.empty();
      case Reading.Absent<VirtualMachine> _ -> Optional.empty();
      case Reading.Unknown<VirtualMachine>(var error) -> Optional.of(new Acceptance.Failed(error));
    };
  }

  private void begun(ResourceId resource, Change change, Acceptance acceptance) {
    // As a string: the encoder would look into an object.
    LoggingEventBuilder line = LOG.atInfo().addKeyValue("resource", resource.toString());
    switch (acceptance) {
      case Acceptance.Accepted(var operation) ->
          line.addKeyValue("correlationId", operation.correlationId()).log("Azure has begun");
      case Acceptance.Done(var correlationId) ->
          line.addKeyValue("correlationId", correlationId).log("Azure has done it");
      case Acceptance.Failed(var error) ->
          line.addKeyValue("correlationId", error.correlationId())
              .addKeyValue("reason", error.reason())
              .addKeyValue("cause", error.words())
              .log("Azure has not begun, or nobody knows");
    }
    operations.begun(resource, change, acceptance, clock.instant());
  }

  private static void note(Write write) {
    switch (write) {
      case Write.Written _ -> LOG.atInfo().log("written");
      case Write.Conflict _ -> LOG.atDebug().log("somebody was faster; looked at again");
      // Told where it is noted, and in the network's status.
      case Write.Refused _ -> {}
      case Write.Unavailable(var message) ->
          LOG.atInfo().addKeyValue("cause", message).log("the API server did not answer");
    }
  }
}
