package io.mirrornet.operator.act;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the disruption slot and gives it back, each time from what the API server shows now. */
final class Slot {

  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

  private final Cluster cluster;

  Slot(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Takes it for a disruption; true if that one has it now. */
  boolean take(Metadata disruption) {
    return switch (cluster.slot()) {
      case Live.Found(var slot) -> take(slot, disruption);
      case Live.Absent<DisruptionSlot> _ ->
          take(new DisruptionSlot(Optional.empty(), Optional.empty()), disruption);
      case Live.Unavailable<DisruptionSlot> _ -> false;
    };
  }

  private boolean take(DisruptionSlot slot, Metadata disruption) {
    return slot.holder()
        .map(disruption.uid()::equals)
        .orElseGet(
            () -> cluster.swapSlot(slot, Optional.of(disruption.uid())) instanceof Write.Written);
  }

  /** Gives it back, if that one has it. */
  void release(String holder) {
    cluster
        .slot()
        .found()
        .filter(slot -> slot.holder().filter(holder::equals).isPresent())
        .ifPresent(slot -> WriteLog.note(cluster.swapSlot(slot, Optional.empty())));
  }

  /** The same, if the API server knows no disruption with that uid any more. */
  void releaseOrphaned(String holder) {
    boolean gone =
        cluster
            .disruptions()
            .found()
            .filter(all -> all.stream().noneMatch(live -> live.metadata().uid().equals(holder)))
            .isPresent();
    if (gone) {
      LOG.atWarn().addKeyValue("holder", holder).log("the slot's holder is gone; it is given back");
      release(holder);
    }
  }

  /**
   * Gives the slot back unless its record is open, or cannot be read: an informer that is behind
   * shows a record as not open yet while its host is down.
   */
  void releaseIdle(String holder, Fleet fleet) {
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
      release(holder);
    }
  }
}
