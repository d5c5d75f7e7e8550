package io.mirrornet.operator.plan.network;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.InterfaceChange;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.cluster.BoundedName;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Proposes to take down a host whose second NIC waits to be attached. */
final class Proposals {

  /** A name has 253 characters at most; room for a dash and the number of the attempt. */
  private static final int PREFIX = 240;

  private final Survey survey;
  private final NetworkSurvey network;

  Proposals(Survey survey, NetworkSurvey network) {
    this.survey = survey;
    this.network = network;
  }

  /** A proposal; empty if there is one already, or one that is under way. */
  Optional<Action> of(Host host, NetworkInterface nic) {
    boolean pending =
        survey.fleet().cluster().disruptions().stream()
            .filter(record -> record.spec().host().equals(host.name()))
            .anyMatch(record -> !record.status().phase().isFinal());
    return pending ? Optional.empty() : Optional.of(propose(host, nic));
  }

  private Action propose(Host host, NetworkInterface nic) {
    List<String> before =
        host.virtualMachine().nics().stream().map(reference -> reference.id().toString()).toList();
    List<String> after = Stream.concat(before.stream(), Stream.of(nic.id().toString())).toList();
    return new Action.Propose(
        nextKey(host),
        new HostDisruptionSpec(
            network.key().name(),
            host.name(),
            host.node().uid(),
            host.virtualMachine().vmId().toString(),
            host.virtualMachine().id().toString(),
            new InterfaceChange(before, after),
            null,
            null));
  }

  /** Numbered, so that a name tells which attempt it is and no attempt is made twice. */
  private ObjectKey nextKey(Host host) {
    String prefix =
        BoundedName.ifTooLong("%s-%s".formatted(network.key().name(), host.name()), PREFIX) + "-";
    int last =
        survey.fleet().cluster().disruptions().stream()
            .map(record -> record.key())
            .filter(key -> key.namespace().equals(network.key().namespace()))
            .map(ObjectKey::name)
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .filter(number -> number.matches("[0-9]{1,6}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    return new ObjectKey(network.key().namespace(), prefix + (last + 1));
  }
}
