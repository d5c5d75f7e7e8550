package io.mirrornet.agent.netlink;

/** What the kernel tells those who listen. */
public sealed interface Notification {

  /** An interface is new, changed, or gone. */
  record OfLink(Link link, boolean gone) implements Notification {}

  /** An address is new, changed, or gone. */
  record OfAddress(Address address, boolean gone) implements Notification {}

  /** A route is new, has replaced another, or is gone. */
  record OfRoute(Route route, boolean gone) implements Notification {}

  /** A rule is new, or gone. */
  record OfRule(Rule rule, boolean gone) implements Notification {}

  /** Something was lost, or not understood: only a look at everything tells what happened. */
  record Overrun() implements Notification {}
}
