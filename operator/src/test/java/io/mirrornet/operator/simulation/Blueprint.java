package io.mirrornet.operator.simulation;

import io.mirrornet.lab.cloud.LoadBalancerBuilder.Pool;
import io.mirrornet.lab.mirror.MemberType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A site, before anything of it exists.
 *
 * @param frontends those of mirrors and others
 * @param operatorOnHost whether the operator's own node is the first host
 */
record Blueprint(
    List<HostPlan> hosts,
    List<NetworkPlan> networks,
    List<MirrorPlan> mirrors,
    List<FrontendPlan> frontends,
    boolean operatorOnHost) {

  /** Why a host can never be taken down, or nothing. */
  enum Flaw {
    NONE,
    EPHEMERAL_DISK,
    ONE_INTERFACE_ONLY,
    DYNAMIC_PUBLIC_ADDRESS,
    CONTROL_PLANE,
    WINDOWS,
    FULL_SUBNET,
    NOT_A_VIRTUAL_MACHINE
  }

  /**
   * A host.
   *
   * @param providerId whether its node tells its VM
   * @param secondNic a second NIC of somebody else's
   */
  record HostPlan(
      String name,
      String group,
      String subnet,
      String address,
      boolean providerId,
      Optional<String> secondNic,
      String deleteOption,
      boolean cordoned,
      Flaw flaw) {

    boolean sound() {
      return flaw == Flaw.NONE;
    }
  }

  /** An instance. */
  record MemberPlan(
      String host,
      String instance,
      MemberType type,
      int port,
      boolean statusPage,
      boolean metrics,
      boolean bootStarts,
      boolean systemStops) {}

  /**
   * A mirror.
   *
   * @param network index of the network that declares it
   * @param declared whether anybody has written it down
   */
  record MirrorPlan(
      String name,
      int network,
      String frontend,
      Optional<String> arbiter,
      boolean declared,
      List<MemberPlan> members) {

    Stream<String> hosts() {
      return members.stream().map(MemberPlan::host);
    }

    boolean movable() {
      return members.stream().filter(m -> m.type() == MemberType.FAILOVER).count() == 2;
    }
  }

  /** A frontend. */
  record FrontendPlan(
      String loadBalancer,
      String name,
      String address,
      int port,
      List<String> backends,
      Pool pool,
      boolean mirror) {}

  /**
   * A network.
   *
   * @param bySelector whether it selects its hosts by label
   * @param additional addresses that it declares
   */
  record NetworkPlan(
      String name,
      List<String> hosts,
      boolean bySelector,
      boolean drain,
      List<String> additional) {}

  HostPlan host(String name) {
    return hosts.stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
  }
}
