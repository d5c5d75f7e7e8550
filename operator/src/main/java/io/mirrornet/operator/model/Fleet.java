package io.mirrornet.operator.model;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a decision may depend on, at one moment.
 *
 * @param azure the newest look at Azure
 * @param azureBefore an earlier look that shares no reading with it, the second witness of an
 *     absence where both have read the resource group; absent after a start of the process
 * @param servicesBefore the addresses of Services as they were at that earlier look: a protection
 *     that is new takes no route away before it was seen twice
 * @param attempts operations that this process has begun, by the resource that they change
 * @param evidenceRequests questions that this process has asked the agents, by disruption
 * @param drains what came of the last round of evictions, by disruption
 * @param refusals what the cluster does not let the operator do
 */
public record Fleet(
    Instant now,
    Installation installation,
    ClusterView cluster,
    Inventory azure,
    Optional<Inventory> azureBefore,
    Set<Ipv4Address> servicesBefore,
    Map<ResourceId, Attempt> attempts,
    Map<ObjectKey, EvidenceRequest> evidenceRequests,
    Map<ObjectKey, Eviction> drains,
    List<Refusal> refusals) {

  public Fleet {
    servicesBefore = Set.copyOf(servicesBefore);
    attempts = Map.copyOf(attempts);
    evidenceRequests = Map.copyOf(evidenceRequests);
    drains = Map.copyOf(drains);
    refusals = List.copyOf(refusals);
  }

  /** The same as judged at another time. */
  public Fleet at(Instant then) {
    return new Fleet(
        then,
        installation,
        cluster,
        azure,
        azureBefore,
        servicesBefore,
        attempts,
        evidenceRequests,
        drains,
        refusals);
  }

  /** The attempt to change a resource, if this process knows of one. */
  public Optional<Attempt> attempt(ResourceId resource) {
    return Optional.ofNullable(attempts.get(resource));
  }

  /** The question that was asked for a disruption, if this process has asked one. */
  public Optional<EvidenceRequest> evidenceRequest(ObjectKey disruption) {
    return Optional.ofNullable(evidenceRequests.get(disruption));
  }
}
