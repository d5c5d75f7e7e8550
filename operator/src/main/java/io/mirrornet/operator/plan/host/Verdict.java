package io.mirrornet.operator.plan.host;

import io.mirrornet.api.ConditionReason;

/** What came of looking at one node that a network wants as a host. */
public sealed interface Verdict {

  /** The node's name, as the network or the cluster gives it. */
  String name();

  /** It is a host. */
  record Accepted(Host host) implements Verdict {
    @Override
    public String name() {
      return host.name();
    }
  }

  /** It cannot be a host as it is; a person has to change something. */
  record Refused(String name, ConditionReason reason, String message) implements Verdict {}

  /** Whether it can be a host is not known now. */
  record Unclear(String name, ConditionReason reason, String message) implements Verdict {}
}
