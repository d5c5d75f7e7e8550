package io.mirrornet.operator.plan.discovery;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A private address of a load balancer that leads to at least one host.
 *
 * @param id of the frontend IP configuration
 * @param backendPorts the frontend's TCP ports, each with the port that it leads to on the backend;
 *     empty with HA ports, where every port leads on
 * @param hosts the network's hosts that its rules' pools hold
 * @param machines all VMs that those pools hold, whether hosts or not
 * @param strangers members of those pools of which nobody knows what VM they are, as ARM has them
 * @param probes the health probes of its rules
 */
public record Frontend(
    FrontendName name,
    ResourceId id,
    Ipv4Address address,
    NavigableMap<Integer, Integer> backendPorts,
    NavigableSet<ResourceId> hosts,
    NavigableSet<ResourceId> machines,
    NavigableSet<String> strangers,
    List<Probe> probes,
    Kind kind,
    Routing routing) {

  /** What stands behind a frontend. */
  public enum Kind {
    /** One member of a mirror at a time: the one that is primary. */
    MIRROR,
    /** Every host at a time. */
    ACTIVE_ACTIVE,
    /** Neither the probe nor the object tells. */
    UNKNOWN
  }

  /** Whether a route of ours leads to a frontend, and if not, why. */
  public enum Routing {
    ROUTED,
    /** The object says {@code Ignore}. */
    IGNORED,
    /**
     * All its rules leave the destination address as it is: the address is to stand on the guest's
     * loopback, so the guest's {@code local} table answers and no route is asked.
     */
    FLOATING_IP,
    /** No rule carries TCP: whether the hairpin is cured could not be proven by connecting. */
    UDP_ONLY,
    /** The address of a Kubernetes Service: kube-proxy answers it on the node. */
    KUBERNETES_SERVICE,
    /** The address of the cluster's API server: a route that fails would cut the node off. */
    API_SERVER,
    /** No load balancer may have this address; see {@link io.mirrornet.net.ProtectedRange}. */
    PROTECTED
  }

  public Frontend {
    backendPorts = Collections.unmodifiableNavigableMap(new TreeMap<>(backendPorts));
    hosts = Collections.unmodifiableNavigableSet(new TreeSet<>(hosts));
    machines = Collections.unmodifiableNavigableSet(new TreeSet<>(machines));
    strangers = Collections.unmodifiableNavigableSet(new TreeSet<>(strangers));
    probes = List.copyOf(probes);
  }

  /** Whether hosts get a route to it. */
  public boolean isRouted() {
    return routing == Routing.ROUTED;
  }
}
