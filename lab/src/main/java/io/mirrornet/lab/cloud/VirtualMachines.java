package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Virtual machines: their documents. What a POST does to them is in {@link MachinePower}. */
final class VirtualMachines implements ResourceType {

  static final TypeName NAME = ApiVersions.compute("virtualMachines");

  private static final String UPDATE = "UpdateVirtualMachineOperation";

  private final Estate estate;
  private final NetworkProfile network;
  private final VmSizes sizes;
  private final Consumer<MachineEvent> events;
  private final MachinePower power;
  private final Map<ArmId, MachineControl> controls = new HashMap<>();

  VirtualMachines(
      Estate estate, NetworkProfile network, VmSizes sizes, Consumer<MachineEvent> events) {
    this.estate = estate;
    this.network = network;
    this.sizes = sizes;
    this.events = events;
    this.power = new MachinePower(estate, this, network, events);
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  MachineControl control(Resource machine) {
    MachineControl control = controls.get(machine.id());
    if (control == null) {
      throw new IllegalStateException("no control of " + machine.id());
    }
    return control;
  }

  /** The machine as a watcher sees it. */
  Machine describe(Resource machine) {
    MachineControl control = control(machine);
    return new Machine(
        machine.id(),
        text(machine.document(), "properties", "vmId"),
        control.power(),
        network.describe(machine.document()),
        control.boots());
  }

  @Override
  public ObjectNode view(Resource resource, Call call) {
    boolean expand =
        call.request().parameter("$expand").orElse("").equalsIgnoreCase("instanceView");
    boolean statusOnly = call.request().parameter("statusonly").orElse("").equalsIgnoreCase("true");
    boolean one = call.path().tail().size() > 1;
    if (!(expand && one) && !statusOnly) {
      return resource.document();
    }
    ObjectNode view = resource.draft();
    MachineControl control = control(resource);
    properties(view)
        .set(
            "instanceView",
            statusOnly
                ? InstanceView.statusOnly(resource, control, estate.now())
                : InstanceView.of(resource, control, estate.now()));
    return view;
  }

  @Override
  public Optional<JsonNode> detail(Resource resource, String detail) {
    return switch (detail) {
      case "instanceview" ->
          Optional.of(InstanceView.of(resource, control(resource), estate.now()));
      case "vmsizes" -> Optional.of(Documents.list(sizes.sizes()));
      default -> Optional.empty();
    };
  }

  @Override
  public ArmResponse act(Call call, Resource resource, String action) {
    return power.act(call, resource, action);
  }

  /** The guest switches itself off: it stays allocated. */
  void guestOff(Resource machine) {
    power.guestOff(machine);
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    String location = Locations.required(body);
    Optional<Resource> there = estate.store().find(id);
    call.checkConditions(id, there);
    if (there.isPresent()) {
      Locations.mustMatch(there.get(), location);
      return update(call, there.get(), MachineDocument.replaced(there.get(), body));
    }
    return create(call, id, location, body);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    call.checkConditions(resource.id(), Optional.of(resource));
    return update(call, resource, MachineDocument.patched(resource, body));
  }

  private ArmResponse create(Call call, ArmId id, String location, ObjectNode body) {
    ObjectNode document =
        MachineDocument.created(
            id,
            location,
            body,
            estate.identifiers().uuid(),
            Timestamps.text(estate.now()),
            estate.identifiers().uuid().replace("-", ""));
    checkSize(document);
    network.check(call, id, document);
    Resource machine = new Resource(id, document);
    controls.put(id, new MachineControl(PowerState.STARTING));
    estate.store().add(machine);
    write(machine, document, "Creating");
    network.apply(id, Documents.object(), document);
    Operation operation =
        estate.begin(
            call,
            machine,
            "CreateVirtualMachineOperation",
            estate.config().timing().machineCreate(),
            power.starting(machine, PowerState.STOPPED));
    return answer(call, machine, 201, operation);
  }

  private ArmResponse update(Call call, Resource machine, ObjectNode document) {
    mayBegin(machine, "startTenantUpdate");
    checkSize(document);
    ObjectNode before = machine.document();
    network.check(call, machine.id(), document);
    boolean changes = NetworkProfile.differs(before, document);
    if (changes && control(machine).power() != PowerState.DEALLOCATED) {
      network.reserve(machine.id(), before, document);
      throw ComputeErrors.machineMustBeDeallocated(machine.id()).refusal();
    }
    write(machine, document, "Updating");
    network.apply(machine.id(), before, document);
    Operation operation =
        estate.begin(
            call,
            machine,
            UPDATE,
            estate.config().timing().machineUpdate(),
            updating(machine, before, changes));
    return answer(call, machine, 200, operation);
  }

  /** An update that fails leaves the machine as it was, and the NICs it named in a corner. */
  private Operation.Completion updating(Resource machine, ObjectNode before, boolean changes) {
    return new Operation.Completion() {
      @Override
      public void succeeded(Instant at) {
        settle(machine, Optional.empty());
        if (changes) {
          events.accept(new MachineEvent.InterfacesChanged(describe(machine)));
        }
      }

      @Override
      public void failed(ArmError error, Instant at) {
        ObjectNode asked = machine.document();
        network.apply(machine.id(), asked, before);
        network.reserve(machine.id(), before, asked);
        estate.store().replace(machine, before);
        settle(machine, Optional.of(error));
      }
    };
  }

  @Override
  public ArmResponse delete(Call call, Resource machine) {
    call.checkConditions(machine.id(), Optional.of(machine));
    Optional<Operation> deleting =
        machine.running().filter(running -> running.name().startsWith("Delete"));
    if (deleting.isEmpty()) {
      machine
          .running()
          .ifPresent(running ->
              running.end(
                  new Operation.Outcome(
                      Operation.Status.Canceled, Optional.of(ComputeErrors.preempted())),
                  estate.now()));
    }
    Operation operation = deleting.orElseGet(() -> beginDeletion(call, machine));
    return ArmResponse.empty(202).with(estate.headers(call, operation, true));
  }

  private Operation beginDeletion(Call call, Resource machine) {
    write(machine, machine.draft(), "Deleting");
    return estate.begin(
        call,
        machine,
        "DeleteVirtualMachineOperation",
        estate.config().timing().machineDelete(),
        new Operation.Completion() {
          @Override
          public void succeeded(Instant at) {
            control(machine).power(PowerState.DEALLOCATED);
            Machine last = describe(machine);
            network.abandon(machine.document());
            estate.store().remove(machine.id());
            controls.remove(machine.id());
            events.accept(new MachineEvent.Deleted(last));
          }

          @Override
          public void failed(ArmError error, Instant at) {
            settle(machine, Optional.of(error));
          }
        });
  }

  /** Refuses a change while another one is under way. */
  void mayBegin(Resource machine, String operation) {
    machine
        .running()
        .ifPresent(running -> {
          throw (running.name().startsWith("Delete")
                  ? ComputeErrors.markedForDeletion(operation, machine.id())
                  : ComputeErrors.conflict())
              .refusal();
        });
  }

  /** Writes how an operation ended into the machine. */
  void settle(Resource machine, Optional<ArmError> failure) {
    control(machine).failure(failure);
    write(machine, machine.draft(), failure.isPresent() ? "Failed" : "Succeeded");
  }

  void write(Resource machine, ObjectNode document, String provisioningState) {
    properties(document).put("provisioningState", provisioningState);
    document.put("etag", control(machine).nextEtag());
    estate.store().replace(machine, document);
  }

  private ArmResponse answer(Call call, Resource machine, int status, Operation operation) {
    return ArmResponse.of(status, machine.document())
        .with(estate.headers(call, operation, false))
        .with("ETag", machine.etag());
  }

  private void checkSize(ObjectNode document) {
    String size = text(document, "properties", "hardwareProfile", "vmSize");
    if (sizes.find(size).isEmpty()) {
      throw ComputeErrors.sizeNotAvailable(size, text(document, "location")).refusal();
    }
  }
}
