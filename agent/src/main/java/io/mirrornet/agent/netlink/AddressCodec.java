package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.SystemCalls;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code RTM_*ADDR}: {@code struct ifaddrmsg} and {@code IFA_*} ({@code linux/if_addr.h}). */
final class AddressCodec {

  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;

  static final int FIXED_PART = 8;

  static final int IFA_ADDRESS = 1;
  static final int IFA_LOCAL = 2;
  static final int IFA_PROTO = 11;

  private AddressCodec() {}

  /** The address; empty if it is not IPv4. */
  static Optional<Address> decode(NetlinkMessage message) {
    ByteBuffer fixed = message.body(FIXED_PART);
    if (fixed.get() != SystemCalls.AF_INET) {
      return Optional.empty();
    }
    int prefixLength = Byte.toUnsignedInt(fixed.get());
    int link = fixed.getInt(4);
    Attributes attributes = message.attributes(FIXED_PART);
    int protocol = attributes.get(IFA_PROTO).map(Attribute::asByte).orElse(0);
    // On a point-to-point link IFA_ADDRESS is the other end.
    return attributes
        .get(IFA_LOCAL)
        .or(() -> attributes.get(IFA_ADDRESS))
        .map(local -> new Address(link, local.asAddress(), prefixLength, protocol));
  }

  /** Asks for all IPv4 addresses. */
  static Request list() {
    return new Request(RTM_GETADDR, NetlinkMessage.NLM_F_DUMP)
        .u8(SystemCalls.AF_INET)
        .u8(0)
        .u8(0)
        .u8(0)
        .u32(0);
  }

  /** Adds an address; one that is there already is an error. */
  static Request add(Address address) {
    return write(
        address,
        new Request(
            RTM_NEWADDR,
            NetlinkMessage.NLM_F_ACK | NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_EXCL));
  }

  /** Removes exactly this address. */
  static Request delete(Address address) {
    return write(address, new Request(RTM_DELADDR, NetlinkMessage.NLM_F_ACK));
  }

  private static Request write(Address address, Request request) {
    return request
        .u8(SystemCalls.AF_INET)
        .u8(address.prefixLength())
        .u8(0)
        .u8(Route.UNIVERSE)
        .u32(address.link())
        .attribute(IFA_LOCAL, address.local())
        .attribute(IFA_ADDRESS, address.local())
        .attribute8(IFA_PROTO, address.protocol());
  }
}
