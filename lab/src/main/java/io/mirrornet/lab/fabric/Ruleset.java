package io.mirrornet.lab.fabric;

import static java.util.stream.Collectors.joining;

import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fabric's state as text for {@code nft -f}. Chains and counters are declared anew each time,
 * which keeps those that are there; only rules are flushed. So counts go on, and the one
 * transaction never leaves a moment without rules. Established flows belong to conntrack and follow
 * their first packet's rule whatever is written here.
 */
final class Ruleset {

  /** The table, family ip, in the fabric's namespace. */
  static final String TABLE = "fabric";

  /** Where packets go whose destination nobody has. */
  static final String VOID = "void";

  /** What decides among several backends: a flow's packets always agree. */
  private static final String FIVE_TUPLE =
      "ip saddr . ip daddr . meta l4proto . tcp sport . tcp dport";

  private Ruleset() {}

  static String render(FabricState state) {
    return """
    add table ip %1$s
    flush table ip %1$s
    table ip %1$s {
    %2$s\
      chain antispoofing {
        type filter hook prerouting priority raw; policy accept;
    %3$s\
      }
      chain floating {
        type filter hook prerouting priority mangle; policy accept;
    %4$s\
        ct direction original ct mark != 0 meta mark set ct mark
      }
      chain frontends {
        type nat hook prerouting priority dstnat; policy accept;
    %5$s\
      }
      chain unknown {
        type filter hook forward priority filter; policy accept;
        oifname "%6$s" drop
      }
    }
    """
        .formatted(
            TABLE,
            lines("  ", state.ports().stream().map(Ruleset::counter)),
            lines("    ", state.ports().stream().map(port -> antispoofing(state, port))),
            lines("    ", floating(state).map(rule -> mark(state, rule))),
            lines("    ", translated(state).map(rule -> translate(state, rule))),
            VOID);
  }

  private static String counter(Port port) {
    return "counter %s { }".formatted(port.spoofCounter());
  }

  private static String antispoofing(FabricState state, Port port) {
    // A backend of a floating frontend answers from the frontend's address.
    Stream<Ipv4Address> floating =
        floating(state)
            .filter(rule -> rule.backends().stream().anyMatch(port::has))
            .map(LoadBalancingRule::frontendAddress);
    String own =
        Stream.concat(port.nic().addresses().stream(), floating)
            .distinct()
            .map(Ipv4Address::toString)
            .collect(joining(", "));
    return "iifname \"%s\" ip saddr != { %s } counter name \"%s\" drop"
        .formatted(port.device(), own, port.spoofCounter());
  }

  /** Packets keep their destination; the mark leads to the chosen backend's routing table. */
  private static String mark(FabricState state, LoadBalancingRule rule) {
    List<Port> ports =
        state.healthyBackends(rule).stream()
            .flatMap(backend -> state.portOf(backend).stream())
            .toList();
    String verdict =
        ports.isEmpty()
            ? "drop"
            : "ct mark set " + choice(ports, port -> Integer.toString(port.index()));
    return "%s ct state new %s".formatted(match(rule), verdict);
  }

  private static String translate(FabricState state, LoadBalancingRule rule) {
    List<Ipv4Address> backends = state.healthyBackends(rule);
    String verdict =
        backends.isEmpty()
            ? "drop"
            : "dnat to %s:%d"
                .formatted(choice(backends, Ipv4Address::toString), rule.backendPort());
    return match(rule) + " " + verdict;
  }

  private static String match(LoadBalancingRule rule) {
    return "ip daddr %s tcp dport %d".formatted(rule.frontendAddress(), rule.frontendPort());
  }

  private static <T> String choice(List<T> options, Function<T, String> text) {
    if (options.size() == 1) {
      return text.apply(options.getFirst());
    }
    // A fixed seed: the same from one run to the next.
    return "jhash %s mod %d seed 0x6d697272".formatted(FIVE_TUPLE, options.size())
        + IntStream.range(0, options.size())
            .mapToObj(i -> i + " : " + text.apply(options.get(i)))
            .collect(joining(", ", " map { ", " }"));
  }

  private static Stream<LoadBalancingRule> floating(FabricState state) {
    return state.rules().stream().filter(LoadBalancingRule::enableFloatingIp);
  }

  private static Stream<LoadBalancingRule> translated(FabricState state) {
    return state.rules().stream().filter(rule -> !rule.enableFloatingIp());
  }

  private static String lines(String indent, Stream<String> lines) {
    return lines.map(line -> indent + line + "\n").collect(joining());
  }
}
