package io.mirrornet.operator.observe;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Looks at everything. One thread at a time. */
public final class FleetObserver {

  private record Look(Instant takenAt, Inventory inventory, Set<Ipv4Address> services) {}

  private final Cloud cloud;
  private final Cluster cluster;
  private final Installation installation;
  private final AzureObserver azure;
  private final OperationBook operations;
  private final QuestionBook questions;
  private final RefusalBook refusals;
  private Optional<Look> last = Optional.empty();
  private Optional<Look> before = Optional.empty();

  /** An observer without memory of Azure. */
  public FleetObserver(
      Cloud cloud,
      Cluster cluster,
      Installation installation,
      AzureObserver azure,
      OperationBook operations,
      QuestionBook questions,
      RefusalBook refusals) {
    this.cloud = cloud;
    this.cluster = cluster;
    this.installation = installation;
    this.azure = azure;
    this.operations = operations;
    this.questions = questions;
    this.refusals = refusals;
  }

  /** The fleet as it is now. */
  public Fleet look(Instant now) {
    operations.ask(cloud, now).forEach(resource -> azure.expire(resource, now));
    ClusterView view = cluster.view();
    Inventory inventory = azure.look(Interest.of(view, installation), now);
    witness(new Look(now, inventory, view.serviceAddresses()));
    return new Fleet(
        now,
        installation,
        view,
        inventory,
        before.map(Look::inventory),
        before.map(Look::services).orElse(Set.of()),
        operations.attempts(),
        questions.evidence(),
        questions.drains(),
        refusals.refusals(now));
  }

  /**
   * Keeps a second witness: a look that was over before the oldest reading of the newest one was
   * made, so that no reading is in both. What either has not read is no evidence, and each tells
   * what that is.
   */
  private void witness(Look newest) {
    boolean independent =
        last.map(look -> newest.inventory().readAt().isAfter(look.takenAt())).orElse(true);
    if (independent) {
      before = last;
      last = Optional.of(newest);
    }
  }
}
