package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Rule;
import java.util.Optional;

/**
 * Which rules the kernel takes for the one that it is told to remove: of what the message does not
 * say, any will do ({@code rule_find} in {@code net/core/fib_rules.c}).
 */
final class RuleMatch {

  private RuleMatch() {}

  /** Whether a request to remove {@code named} may remove {@code candidate}. */
  static boolean finds(Rule named, Rule candidate) {
    return named.priority() == candidate.priority()
        && (named.action() == 0 || named.action() == candidate.action())
        && (named.table() == 0 || named.table() == candidate.table())
        && (named.protocol() == 0 || named.protocol() == candidate.protocol())
        && (named.source().length() == 0 || named.source().equals(candidate.source()))
        && (named.destination().length() == 0
            || named.destination().equals(candidate.destination()))
        && saysNothingElse(named.incoming(), candidate.incoming())
        && saysNothingElse(named.outgoing(), candidate.outgoing())
        && (named.suppressGroup().isEmpty()
            || named.suppressGroup().equals(candidate.suppressGroup()))
        && (named.suppressLength().isEmpty()
            || named.suppressLength().equals(candidate.suppressLength()))
        && (named.mark() == 0 || named.mark() == candidate.mark())
        && (named.mask() == 0 || named.mask() == candidate.mask())
        && (named.tos() == 0 || named.tos() == candidate.tos())
        && candidate.others().containsAll(named.others());
  }

  private static boolean saysNothingElse(Optional<String> named, Optional<String> candidate) {
    return named.isEmpty() || named.equals(candidate);
  }
}
