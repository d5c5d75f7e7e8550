package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.network.Mode;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether what a disruption was proposed for has changed, so that nobody's approval covers it. */
final class Staleness {

  private final Case disruption;

  Staleness(Case disruption) {
    this.disruption = disruption;
  }

  /** Why it does not hold any more; empty while it does, or while that is not known. */
  Optional<String> reason() {
    if (disruption.record().metadata().deleting()) {
      return Optional.of("deletion of the record was asked for");
    }
    Optional<NetworkSurvey> network = disruption.network();
    if (network.isEmpty() || network.get().isDeleting()) {
      return Optional.of("the network %s is deleted".formatted(disruption.networkKey()));
    }
    if (network.get().spec().mode() == Mode.Observe) {
      return Optional.of("spec.mode of %s is Observe".formatted(disruption.networkKey()));
    }
    if (disruption.surveyed().isEmpty()) {
      return Optional.of("%s is no host of the network any more".formatted(host()));
    }
    if (disruption.node().isEmpty()) {
      return Optional.of("node %s was deleted or registered again".formatted(host()));
    }
    return disruption
        .surveyed()
        .flatMap(surveyed -> surveyed.provision())
        .flatMap(this::ofProvision);
  }

  private Optional<String> ofProvision(Provision provision) {
    return switch (provision) {
      case Provision.Attached _ -> Optional.of("the interface is attached already");
      case Provision.Refused(_, var message) -> Optional.of(message);
      case Provision.Missing _ -> Optional.of("the interface is gone");
      case Provision.Coming _ -> Optional.empty();
      case Provision.Detached _ -> ofInterfaces();
    };
  }

  private Optional<String> ofInterfaces() {
    return disruption
        .virtualMachine()
        .map(vm -> vm.nics().stream().map(NicReference::id).collect(Collectors.toSet()))
        .filter(now -> !now.equals(proposed()))
        .map(now -> "the interfaces of the VM have changed to %s".formatted(new TreeSet<>(now)));
  }

  private Set<ResourceId> proposed() {
    return disruption.spec().change().before().stream()
        .map(ResourceId::parse)
        .collect(Collectors.toSet());
  }

  private String host() {
    return disruption.spec().host();
  }
}
