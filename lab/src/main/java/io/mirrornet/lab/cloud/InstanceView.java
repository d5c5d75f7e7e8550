package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** What Azure knows of a machine at run time, its power state above all. */
final class InstanceView {

  private InstanceView() {}

  static ObjectNode of(Resource machine, MachineControl control, Instant now) {
    ObjectNode view = Documents.object();
    if (control.power() == PowerState.RUNNING) {
      view.put("computerName", text(machine.document(), "properties", "osProfile", "computerName"));
      view.put("osName", "debian").put("osVersion", "12").put("hyperVGeneration", "V2");
      view.set("vmAgent", agent(now));
    }
    ArrayNode disks = view.putArray("disks");
    ObjectNode disk =
        disks
            .addObject()
            .put(
                "name", text(machine.document(), "properties", "storageProfile", "osDisk", "name"));
    status(disk.putArray("statuses"), "ProvisioningState/succeeded", "Provisioning succeeded")
        .put("time", Timestamps.text(now));
    view.set("statuses", statuses(machine, control, now));
    return view;
  }

  /** The only part of the view that a list with {@code statusOnly} carries. */
  static ObjectNode statusOnly(Resource machine, MachineControl control, Instant now) {
    ObjectNode view = Documents.object();
    view.set("statuses", statuses(machine, control, now));
    return view;
  }

  private static ArrayNode statuses(Resource machine, MachineControl control, Instant now) {
    ArrayNode statuses = Documents.array();
    String state = machine.provisioningState().toLowerCase(Locale.ROOT);
    control
        .failure()
        .filter(error -> state.equals("failed"))
        .ifPresentOrElse(
            error ->
                status(statuses, "ProvisioningState/failed/" + error.code(), "Provisioning failed")
                    .put("level", "Error")
                    .put("message", error.message())
                    .put("time", Timestamps.text(now)),
            () ->
                status(
                        statuses,
                        "ProvisioningState/" + state,
                        state.equals("updating") ? "Updating" : "Provisioning " + state)
                    .put("time", Timestamps.text(now)));
    status(statuses, "PowerState/" + control.power().word(), "VM " + control.power().word());
    return statuses;
  }

  private static ObjectNode agent(Instant now) {
    ObjectNode agent = Documents.object().put("vmAgentVersion", "2.12.0.4");
    status(agent.putArray("statuses"), "ProvisioningState/succeeded", "Ready")
        .put("message", "Guest Agent is running")
        .put("time", Timestamps.text(now));
    agent.putArray("extensionHandlers");
    return agent;
  }

  private static ObjectNode status(ArrayNode into, String code, String display) {
    return into.addObject().put("code", code).put("level", "Info").put("displayStatus", display);
  }
}
