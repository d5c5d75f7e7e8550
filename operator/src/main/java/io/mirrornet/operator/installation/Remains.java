package io.mirrornet.operator.installation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would be left behind without anybody who looks after it.
 *
 * @param networks that exist
 * @param disruptions that are open: their hosts may be down
 * @param held disruptions that are not open and carry the operator's finalizer: without it nobody
 *     could delete them
 */
record Remains(List<ObjectKey> networks, List<ObjectKey> disruptions, List<ObjectKey> held) {

  Remains {
    networks = List.copyOf(networks);
    disruptions = List.copyOf(disruptions);
    held = List.copyOf(held);
  }

  static Remains of(List<HealthShareMirrorNetwork> networks, List<HostDisruption> disruptions) {
    return new Remains(
        networks.stream().map(Remains::key).sorted().toList(),
        disruptions.stream().filter(Remains::isOpen).map(Remains::key).sorted().toList(),
        disruptions.stream()
            .filter(disruption -> !isOpen(disruption) && isHeld(disruption))
            .map(Remains::key)
            .sorted()
            .toList());
  }

  /** Why an uninstallation has to wait, and what to do; empty: it need not. */
  Optional<String> objection() {
    if (!disruptions.isEmpty()) {
      return Optional.of(
          """
          The operator is not uninstalled: %s open, and the operator is who starts the hosts again: %s.
          Wait until they are Done or Failed (kubectl get hd -A), or take a host over by setting
          spec.abandon, and uninstall then.\
          """
              .formatted(
                  disruptions.size() == 1 ? "a disruption is" : "disruptions are",
                  named(disruptions)));
    }
    if (!networks.isEmpty()) {
      return Optional.of(
          """
          The operator is not uninstalled: %s there, and without the operator nobody removes their
          routes from the hosts: %s.
          Delete them, wait until they are gone, and uninstall then:
          %s\
          """
              .formatted(
                  networks.size() == 1 ? "a network is still" : "networks are still",
                  named(networks),
                  String.join("\n", networks.stream().map(Remains::removal).toList())));
    }
    if (!held.isEmpty()) {
      return Optional.of(
          """
          The operator is not uninstalled: it has not let go of %s yet, which nobody could delete
          without it.
          An approved one is let go when its approval is taken back, the others within a minute:
          %s\
          """
              .formatted(
                  named(held), String.join("\n", held.stream().map(Remains::takingBack).toList())));
    }
    return Optional.empty();
  }

  private static String removal(ObjectKey network) {
    return "    kubectl -n %s delete hsmn %s".formatted(network.namespace(), network.name());
  }

  private static String takingBack(ObjectKey disruption) {
    return "    kubectl -n %s patch hd %s --type=merge -p '{\"spec\":{\"approval\":null}}'"
        .formatted(disruption.namespace(), disruption.name());
  }

  private static String named(List<ObjectKey> objects) {
    return objects.stream().map(ObjectKey::toString).collect(Collectors.joining(", "));
  }

  private static boolean isOpen(HostDisruption disruption) {
    boolean abandoned = disruption.getSpec() != null && disruption.getSpec().abandon() != null;
    DisruptionPhase phase = disruption.getStatus() == null ? null : disruption.getStatus().phase();
    return !abandoned && (phase == DisruptionPhase.Open || phase == DisruptionPhase.Restoring);
  }

  private static boolean isHeld(HostDisruption disruption) {
    return disruption.getMetadata().getFinalizers().contains(Labels.FINALIZER);
  }

  private static ObjectKey key(HasMetadata object) {
    return new ObjectKey(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
