package io.mirrornet.operator.act;

import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.disruption.InterfaceList;
import io.mirrornet.operator.plan.provision.Ownership;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.port.Reading;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Changes in Azure that take nobody down, and the note of each change that was begun. */
final class AzureSteps {

  private static final Logger LOG = LoggerFactory.getLogger(AzureSteps.class);

  /** If-Match: there is one, whatever it holds. */
  private static final String ANY_ETAG = "*";

  private final Cloud cloud;
  private final Cluster cluster;
  private final Leadership leadership;
  private final InstantSource clock;
  private final OperationBook operations;

  AzureSteps(
      Cloud cloud,
      Cluster cluster,
      Leadership leadership,
      InstantSource clock,
      OperationBook operations) {
    this.cloud = cloud;
    this.cluster = cluster;
    this.leadership = leadership;
    this.clock = clock;
    this.operations = operations;
  }

  /** What failed in an earlier attempt is no argument in the next one. */
  void forget(ResourceId resource) {
    operations.forget(resource);
  }

  void createInterface(Action.CreateInterface action) {
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

  void attach(Action.AttachInterface action) {
    restore(
        action.disruption(),
        action.virtualMachine(),
        Change.REPLACE_INTERFACES,
        () -> attached(action));
  }

  void start(Metadata disruption, ResourceId vm) {
    restore(disruption, vm, Change.START, () -> Optional.of(cloud.start(vm)));
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
  private Optional<Acceptance> attached(Action.AttachInterface action) {
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

  void begun(ResourceId resource, Change change, Acceptance acceptance) {
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
}
