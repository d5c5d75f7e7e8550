package io.mirrornet.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.InterfaceChange;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.Hosts;
import io.mirrornet.api.network.LoadBalancers;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.api.network.Mode;
import io.mirrornet.api.network.SecondaryInterface;
import io.mirrornet.api.network.Verification;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Objects as a site has them. */
public final class Samples {

  private static final String VM =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-hs/providers/"
          + "Microsoft.Compute/virtualMachines/hs-vm-a";
  private static final String VM_ID = "6e2a3f04-6d3c-4a53-9d0b-2c9a1f3c1d11";
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  /** A DaemonSet as the chart makes it, as far as an API server asks. */
  public static final String AGENT_MANIFEST =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: mirrornet-agent}
      spec:
        selector: {matchLabels: {app: mirrornet-agent}}
        template:
          metadata: {labels: {app: mirrornet-agent}}
          spec:
            nodeSelector: {mirrornet.io/host: "true"}
            containers: [{name: agent, image: "mirrornet.io/agent:1"}]
      """;

  private Samples() {}

  /** The ConfigMap that carries it. */
  public static ConfigMap manifest(ObjectKey key, String daemonSet) {
    return new ConfigMapBuilder()
        .withMetadata(MetadataMapper.named(key).build())
        .withData(Map.of("daemonset.yaml", daemonSet))
        .build();
  }

  /** In hexadecimal digits. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A network of two named hosts. */
  public static HealthShareMirrorNetwork network(ObjectKey key, String... nodes) {
    HealthShareMirrorNetwork network = new HealthShareMirrorNetwork();
    network.setMetadata(MetadataMapper.named(key).build());
    network.setSpec(
        new HealthShareMirrorNetworkSpec(
            new Hosts(null, List.of(nodes), Map.of()),
            LoadBalancers.DISCOVERED,
            List.of(),
            SecondaryInterface.LIKE_PRIMARY,
            Maintenance.DEFAULT,
            Verification.DEFAULT,
            Mode.Enforce,
            false));
    return network;
  }

  static HealthShareMirrorNetworkStatus ready(ConditionStatus status, String message) {
    return new HealthShareMirrorNetworkStatus(
        1L,
        List.of(
            Condition.of(ConditionType.Ready, status, 1, AT, ConditionReason.AsExpected, message)),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  static MirrorHostRouteSpec hostRoute(String node, String... destinations) {
    return new MirrorHostRouteSpec(
        node,
        "uid-of-" + node,
        VM_ID,
        null,
        List.of(),
        List.of(destinations).stream()
            .map(address ->
                new Destination(Ipv4Address.parse(address), List.of(1972), "ilb-hs/registry"))
            .toList(),
        Probes.DEFAULT,
        null);
  }

  static HostDisruptionSpec disruption(String network) {
    return new HostDisruptionSpec(
        network,
        "hs-vm-a",
        "uid-of-hs-vm-a",
        VM_ID,
        VM,
        new InterfaceChange(List.of(VM + "/nic-1"), List.of(VM + "/nic-1", VM + "/nic-2")),
        null,
        null);
  }

  static HostDisruptionStatus phase(DisruptionPhase phase) {
    return new HostDisruptionStatus(1L, phase, "as " + phase, List.of(), null, List.of());
  }
}
