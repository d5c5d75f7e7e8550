package io.mirrornet.operator.world;

import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.InterfaceChange;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.disruption.Records;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disruption of hs-vm-b, whose member REGB is the backup of REGISTRY, told up to some point. */
public final class DisruptionStory {

  /** The disruption. */
  public static final ObjectKey KEY = new ObjectKey("healthshare", "ucr-hs-vm-b-1");

  private final FleetWorld world;

  /** A story that happens in this world. */
  public DisruptionStory(FleetWorld world) {
    this.world = world;
  }

  /** Both NICs exist, and the agents have their host routes. */
  public static FleetWorld beginning() {
    return new FleetWorld().interfaceOf("hs-vm-a").interfaceOf("hs-vm-b").hostRoutesApplied();
  }

  /** Proposed, and approved if there is an approval. */
  public FleetWorld proposed(@Nullable Approval approval) {
    return world.disruption(KEY, spec(approval), status(DisruptionPhase.Proposed)).recorded();
  }

  /** Opened on its baseline. */
  public FleetWorld open() {
    return proposed(approval()).answered(KEY).recorded().recorded();
  }

  /** Cordoned, drained, REGB stopped, and the agents have just said so. */
  public FleetWorld emptied() {
    open();
    world.cordoned("hs-vm-b", KEY).recorded();
    return world
        .drained(KEY, new Eviction.Drained())
        .recorded()
        .role("hs-vm-b", MemberRole.Down)
        .answered(KEY);
  }

  /** The intent to deallocate is written down. */
  public FleetWorld intended() {
    emptied();
    HostDisruptionStatus intended =
        new Records(1, world.status(KEY))
            .with(StepName.Deallocate, world.now(), StepOutcome.Intended, null, null);
    return world.disruption(KEY, spec(approval()), intended);
  }

  /** Deallocated. */
  public FleetWorld down() {
    return intended()
        .power("hs-vm-b", PowerState.DEALLOCATED)
        .node("hs-vm-b", true, "boot-1", false)
        .recorded();
  }

  /** What the disruption is for. */
  public HostDisruptionSpec spec(@Nullable Approval approval) {
    String primary = world.vm("hs-vm-b").nics().getFirst().id().toString();
    return new HostDisruptionSpec(
        FleetWorld.NETWORK.name(),
        "hs-vm-b",
        "uid-hs-vm-b",
        world.vm("hs-vm-b").vmId().toString(),
        world.vm("hs-vm-b").id().toString(),
        new InterfaceChange(
            List.of(primary), List.of(primary, world.secondNic("hs-vm-b").toString())),
        approval,
        null);
  }

  /** An approval that acknowledges what never passes. */
  public Approval approval() {
    return approval(CheckName.CapacityRisk);
  }

  /** An approval that acknowledges these checks. */
  public Approval approval(CheckName... acknowledged) {
    return new Approval(
        "dba", "CHG-1", null, Instant.parse("2026-01-01T01:00:00Z"), List.of(acknowledged));
  }

  /** A record that says nothing but its phase. */
  public static HostDisruptionStatus status(DisruptionPhase phase) {
    return new HostDisruptionStatus(1L, phase, null, List.of(), null, List.of());
  }
}
