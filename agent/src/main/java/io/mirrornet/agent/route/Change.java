package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;

/** One write to the kernel. */
public sealed interface Change {

  /** Switches a link on. */
  record SwitchOn(Link link) implements Change {}

  /** Puts a link into an interface group. */
  record SetGroup(Link link, int group) implements Change {}

  /** Adds an address. */
  record AddAddress(Address address) implements Change {}

  /** Removes an address. */
  record RemoveAddress(Address address) implements Change {}

  /** Puts a route in the place of the first one with its key, or adds it. */
  record PutRoute(Route route) implements Change {}

  /** Removes exactly this route. */
  record RemoveRoute(Route route) implements Change {}

  /** Adds a rule behind all of its priority. */
  record AddRule(Rule rule) implements Change {}

  /** Removes the first rule like this one. */
  record RemoveRule(Rule rule) implements Change {}
}
