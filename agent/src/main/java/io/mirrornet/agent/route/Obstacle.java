package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;

/** Why a part of what is asked for cannot be written now. */
public sealed interface Obstacle {

  /** The second interface is not there: no interface with its MAC that stands on its own. */
  record InterfaceMissing(HostIntent.SecondInterface second) implements Obstacle {}

  /** The interface of an address that load balancers send to is not there. */
  record BackendInterfaceMissing(HostIntent.Backend backend) implements Obstacle {}

  /** It is there, but switched off; that is not ours to change. */
  record BackendInterfaceDown(HostIntent.Backend backend, String link) implements Obstacle {}

  /**
   * No route of ours may lead there.
   *
   * @param why what the address is, to be put into a sentence
   */
  record ProtectedDestination(Ipv4Address destination, String why) implements Obstacle {}

  /**
   * The rules at priority 0 cannot be put in order without the risk of removing somebody else's:
   * this one, which the kernel cannot tell from another one at the same priority.
   */
  record ForeignRuleInTheWay(Rule rule) implements Obstacle {}
}
