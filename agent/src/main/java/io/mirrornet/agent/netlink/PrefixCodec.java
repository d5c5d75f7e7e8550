package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.Optional;

/** A prefix on the wire: its length in the fixed part, its address in an attribute. */
final class PrefixCodec {

  private PrefixCodec() {}

  static Ipv4Prefix decode(Optional<Attribute> address, int length) {
    if (length > Integer.SIZE) {
      throw new MalformedMessageException("a prefix of %d bits".formatted(length));
    }
    return Ipv4Prefix.containing(
        address.map(Attribute::asAddress).orElse(new Ipv4Address(0)), length);
  }

  /** Writes the attribute; the prefix of all addresses has none. */
  static void encode(Request request, int type, Ipv4Prefix prefix) {
    if (prefix.length() > 0) {
      request.attribute(type, prefix.network());
    }
  }
}
