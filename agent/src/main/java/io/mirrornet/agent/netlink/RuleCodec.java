package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.SystemCalls;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code RTM_*RULE}: {@code struct fib_rule_hdr} and {@code FRA_*} ({@code linux/fib_rules.h}). */
final class RuleCodec {

  /** {@code linux/rtnetlink.h}. */
  static final int RTM_NEWRULE = 32;

  static final int RTM_DELRULE = 33;
  static final int RTM_GETRULE = 34;

  static final int FIXED_PART = 12;

  static final int FRA_DST = 1;
  static final int FRA_SRC = 2;
  static final int FRA_IIFNAME = 3;
  static final int FRA_PRIORITY = 6;
  static final int FRA_FWMARK = 10;
  static final int FRA_SUPPRESS_IFGROUP = 13;
  static final int FRA_SUPPRESS_PREFIXLEN = 14;
  static final int FRA_TABLE = 15;
  static final int FRA_FWMASK = 16;
  static final int FRA_OIFNAME = 17;
  static final int FRA_PAD = 18;
  static final int FRA_PROTOCOL = 21;

  /**
   * Flags that tell of the rule's present state: {@code FIB_RULE_PERMANENT}, {@code _UNRESOLVED},
   * {@code _IIF_DETACHED}, {@code _OIF_DETACHED}.
   */
  static final int STATE_FLAGS = 0x1 | 0x4 | 0x8 | 0x10;

  private static final Set<Integer> KNOWN =
      Set.of(
          FRA_DST,
          FRA_SRC,
          FRA_IIFNAME,
          FRA_PRIORITY,
          FRA_FWMARK,
          FRA_SUPPRESS_IFGROUP,
          FRA_SUPPRESS_PREFIXLEN,
          FRA_TABLE,
          FRA_FWMASK,
          FRA_OIFNAME,
          FRA_PAD,
          FRA_PROTOCOL);

  /** In the attributes that suppress: do not. */
  private static final int NOTHING = -1;

  private static final int LARGEST_SHORT_TABLE = 255;

  private RuleCodec() {}

  /** The rule; empty if it is not IPv4. */
  static Optional<Rule> decode(NetlinkMessage message) {
    ByteBuffer fixed = message.body(FIXED_PART);
    int family = fixed.get();
    int destinationLength = Byte.toUnsignedInt(fixed.get());
    int sourceLength = Byte.toUnsignedInt(fixed.get());
    int tos = Byte.toUnsignedInt(fixed.get());
    int table = Byte.toUnsignedInt(fixed.get());
    fixed.getShort(); // reserved
    int action = Byte.toUnsignedInt(fixed.get());
    int flags = fixed.getInt() & ~STATE_FLAGS;
    if (family != SystemCalls.AF_INET) {
      return Optional.empty();
    }
    Attributes attributes = message.attributes(FIXED_PART);
    return Optional.of(
        new Rule(
            number(attributes, FRA_PRIORITY),
            PrefixCodec.decode(attributes.get(FRA_SRC), sourceLength),
            PrefixCodec.decode(attributes.get(FRA_DST), destinationLength),
            attributes.get(FRA_IIFNAME).map(Attribute::asText),
            attributes.get(FRA_OIFNAME).map(Attribute::asText),
            action,
            attributes.get(FRA_TABLE).map(Attribute::asInt).orElse(table),
            suppression(attributes, FRA_SUPPRESS_IFGROUP),
            suppression(attributes, FRA_SUPPRESS_PREFIXLEN),
            number(attributes, FRA_FWMARK),
            number(attributes, FRA_FWMASK),
            tos,
            flags,
            attributes.get(FRA_PROTOCOL).map(Attribute::asByte).orElse(0),
            attributes.except(KNOWN)));
  }

  /** Asks for all IPv4 rules. */
  static Request list() {
    return new Request(RTM_GETRULE, NetlinkMessage.NLM_F_DUMP)
        .u8(SystemCalls.AF_INET)
        .u8(0)
        .u16(0)
        .u32(0)
        .u32(0);
  }

  /** Adds the rule behind those of its priority, also where there is one like it. */
  static Request add(Rule rule) {
    return write(
        rule, new Request(RTM_NEWRULE, NetlinkMessage.NLM_F_ACK | NetlinkMessage.NLM_F_CREATE));
  }

  /** Removes the first rule that is all of this. */
  static Request delete(Rule rule) {
    return write(rule, new Request(RTM_DELRULE, NetlinkMessage.NLM_F_ACK));
  }

  private static Request write(Rule rule, Request request) {
    boolean shortTable = Integer.compareUnsigned(rule.table(), LARGEST_SHORT_TABLE) <= 0;
    request
        .u8(SystemCalls.AF_INET)
        .u8(rule.destination().length())
        .u8(rule.source().length())
        .u8(rule.tos())
        .u8(shortTable ? rule.table() : 0)
        .u16(0)
        .u8(rule.action())
        .u32(rule.flags())
        .attribute(FRA_PRIORITY, rule.priority())
        .attribute8(FRA_PROTOCOL, rule.protocol());
    PrefixCodec.encode(request, FRA_SRC, rule.source());
    PrefixCodec.encode(request, FRA_DST, rule.destination());
    rule.incoming().ifPresent(name -> request.attribute(FRA_IIFNAME, name));
    rule.outgoing().ifPresent(name -> request.attribute(FRA_OIFNAME, name));
    if (rule.table() != 0) {
      request.attribute(FRA_TABLE, rule.table());
    }
    rule.suppressGroup().ifPresent(group -> request.attribute(FRA_SUPPRESS_IFGROUP, group));
    rule.suppressLength().ifPresent(length -> request.attribute(FRA_SUPPRESS_PREFIXLEN, length));
    if (rule.mask() != 0) {
      request.attribute(FRA_FWMARK, rule.mark()).attribute(FRA_FWMASK, rule.mask());
    }
    rule.others().forEach(request::attribute);
    return request;
  }

  private static int number(Attributes attributes, int type) {
    return attributes.get(type).map(Attribute::asInt).orElse(0);
  }

  private static OptionalInt suppression(Attributes attributes, int type) {
    int value = attributes.get(type).map(Attribute::asInt).orElse(NOTHING);
    return value == NOTHING ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
