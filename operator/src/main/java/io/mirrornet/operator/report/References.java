package io.mirrornet.operator.report;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether each name in the spec leads to exactly one thing. Asked only of what was read. */
final class References {

  private final NetworkSurvey network;
  private final Inventory azure;

  References(NetworkSurvey network, Inventory azure) {
    this.network = network;
    this.azure = azure;
  }

  /** What is wrong with the first that does not; empty if all are well. */
  Optional<Judgement> problem() {
    return Stream.of(forbidden(), includes(), frontends())
        .flatMap(problems -> problems)
        .findFirst();
  }

  private Stream<Judgement> forbidden() {
    return network.forbidden().entrySet().stream()
        .map(entry ->
            Judgement.no(
                ConditionReason.DestinationProtected,
                "%s in spec.loadBalancers.additionalAddresses is %s: no route may lead there; remove it"
                    .formatted(entry.getKey(), entry.getValue())));
  }

  private Stream<Judgement> includes() {
    return network.spec().loadBalancers().include().stream()
        .filter(id -> ResourceId.tryParse(id).filter(azure.loadBalancers()::containsKey).isEmpty())
        .map(id ->
            Judgement.no(
                ConditionReason.ReferenceNotFound,
                "%s in spec.loadBalancers.include does not exist; correct it".formatted(id)));
  }

  private Stream<Judgement> frontends() {
    return Stream.concat(
            network.spec().mirrors().stream().flatMap(mirror -> mirror.frontends().stream()),
            network.spec().loadBalancers().frontends().stream().map(frontend -> frontend.name()))
        .distinct()
        .flatMap(name -> frontend(name).stream());
  }

  private Optional<Judgement> frontend(String name) {
    long found =
        FrontendName.tryParse(name).stream()
            .flatMap(wanted -> network.frontends().stream().filter(f -> f.name().equals(wanted)))
            .count();
    if (found == 0) {
      return Optional.of(
          Judgement.no(
              ConditionReason.ReferenceNotFound,
              "%s leads to no host, is not private or does not exist; correct it in spec.mirrors or"
                      .formatted(name)
                  + " spec.loadBalancers, or name its load balancer in"
                  + " spec.loadBalancers.include"));
    }
    return found == 1
        ? Optional.empty()
        : Optional.of(
            Judgement.no(
                ConditionReason.FrontendAmbiguous,
                "%s is the name of %d frontends in different resource groups; rename a load balancer"
                    .formatted(name, found)));
  }
}
