package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.Mode;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.discovery.Frontend;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network with its hosts and the frontends that lead to them.
 *
 * @param hosts in the order of their names
 * @param confirmedFrontends what the look before this one showed; empty if there was none, or if it
 *     had not read everything that matters to this network
 * @param unread what of Azure matters to this network and could not be read now, with the reason
 * @param forbidden declared addresses that no route may lead to, each with what it is
 * @param confirmedForbidden those of them for which a route that stands goes as well: seen twice
 */
public record NetworkSurvey(
    ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
    List<SurveyedHost> hosts,
    List<Frontend> frontends,
    Optional<List<Frontend>> confirmedFrontends,
    SortedMap<String, Unread> unread,
    SortedMap<Ipv4Address, String> forbidden,
    Set<Ipv4Address> confirmedForbidden) {

  public NetworkSurvey {
    hosts = List.copyOf(hosts);
    frontends = List.copyOf(frontends);
    confirmedFrontends = confirmedFrontends.map(List::copyOf);
    forbidden = Collections.unmodifiableSortedMap(new TreeMap<>(forbidden));
    confirmedForbidden = Set.copyOf(confirmedForbidden);
    unread = Collections.unmodifiableSortedMap(new TreeMap<>(unread));
  }

  /** Whether everything of Azure that matters to this network was read now. */
  public boolean isRead() {
    return unread.isEmpty();
  }

  /** Namespace and name. */
  public ObjectKey key() {
    return network.key();
  }

  /** The spec. */
  public HealthShareMirrorNetworkSpec spec() {
    return network.spec();
  }

  /** Whether the operator may change anything for this network. */
  public boolean isEnforced() {
    return spec().mode() == Mode.Enforce && !spec().paused();
  }

  /** Whether the network is to go. */
  public boolean isDeleting() {
    return network.metadata().deleting();
  }

  /** The node of this name, if the network wants it. */
  public Optional<SurveyedHost> host(String name) {
    return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
  }
}
