package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * All the routes, rules and addresses that the wire can carry. Of routes and rules no edge cases:
 * all those of their parts combined are far more than the tries.
 */
public final class NetlinkRecords extends DomainContextBase {

  private static final int SOME_UNKNOWN_TYPE = 40;

  @Provide
  Arbitrary<Ipv4Address> ipv4Address() {
    return Arbitraries.integers().map(Ipv4Address::new);
  }

  @Provide
  Arbitrary<Ipv4Prefix> prefix() {
    return Combinators.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 32))
        .as((bits, length) -> Ipv4Prefix.containing(new Ipv4Address(bits), length));
  }

  @Provide
  Arbitrary<Address> address() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(1),
            ipv4Address(),
            Arbitraries.integers().between(0, 32),
            octet())
        .as(Address::new);
  }

  @Provide
  Arbitrary<Attribute> attribute() {
    return Combinators.combine(
            Arbitraries.integers().between(SOME_UNKNOWN_TYPE, Attribute.TYPE_MASK),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(9))
        .as(Attribute::of);
  }

  @Provide
  Arbitrary<Route> route() {
    return Combinators.combine(
            table(),
            prefix(),
            ipv4Address().optional(),
            Arbitraries.integers().greaterOrEqual(0),
            ipv4Address().optional(),
            Combinators.combine(Arbitraries.integers(), octet(), octet(), octet(), octet())
                .as((metric, protocol, scope, type, tos) ->
                    List.of(metric, protocol, scope, type, tos)),
            Arbitraries.of(true, false),
            others())
        .as((table, to, via, link, source, numbers, onLink, others) ->
            new Route(
                table,
                to,
                via,
                link,
                source,
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                onLink,
                others))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Rule> rule() {
    Arbitrary<Integer> suppression = Arbitraries.integers().filter(value -> value != -1);
    return Combinators.combine(
            Combinators.combine(prefix(), prefix()).as(List::of),
            Combinators.combine(interfaceName(), interfaceName()).as(List::of),
            table(),
            Combinators.combine(
                    suppression.injectNull(0.5).map(Optional::ofNullable),
                    suppression.injectNull(0.5).map(Optional::ofNullable))
                .as(List::of),
            Combinators.combine(Arbitraries.integers(), octet(), octet(), octet())
                .as((priority, action, tos, protocol) -> List.of(priority, action, tos, protocol)),
            Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                .as((mark, mask) -> mask == 0 ? List.of(0, 0) : List.of(mark, mask)),
            Arbitraries.integers().map(flags -> flags & ~RuleCodec.STATE_FLAGS),
            others())
        .as((prefixes, names, table, suppressions, numbers, marks, flags, others) ->
            new Rule(
                numbers.get(0),
                prefixes.get(0),
                prefixes.get(1),
                names.get(0),
                names.get(1),
                numbers.get(1),
                table,
                suppressions.get(0).map(OptionalInt::of).orElse(OptionalInt.empty()),
                suppressions.get(1).map(OptionalInt::of).orElse(OptionalInt.empty()),
                marks.get(0),
                marks.get(1),
                numbers.get(2),
                flags,
                numbers.get(3),
                others))
        .withoutEdgeCases();
  }

  private static Arbitrary<Integer> octet() {
    return Arbitraries.integers().between(0, 255);
  }

  private static Arbitrary<Integer> table() {
    return Arbitraries.oneOf(octet(), Arbitraries.integers());
  }

  private static Arbitrary<Optional<String>> interfaceName() {
    return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(15).optional();
  }

  private Arbitrary<List<Attribute>> others() {
    return attribute().list().ofMaxSize(3);
  }
}
