package io.mirrornet.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.agent.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(NetlinkRecords.class)
@Domain(DomainContext.Global.class)
class CodecTest {

  @Property
  void aRouteReadsBackAsItself(@ForAll Route route) {
    assertThat(decode(RouteCodec.replace(route), RouteCodec::decode)).contains(route);
  }

  @Property
  void aRuleReadsBackAsItself(@ForAll Rule rule) {
    assertThat(decode(RuleCodec.add(rule), RuleCodec::decode)).contains(rule);
  }

  @Property
  void anAddressReadsBackAsItself(@ForAll Address address) {
    assertThat(decode(AddressCodec.add(address), AddressCodec::decode)).contains(address);
  }

  @Property
  void whatIsNotKnownOfARuleIsKeptSoThatItCanBeSaidAgain(
      @ForAll Rule rule, @ForAll Attribute unknown) {
    Request request = RuleCodec.add(rule).attribute(unknown);

    assertThat(decode(request, RuleCodec::decode).orElseThrow().others()).endsWith(unknown);
  }

  @Property
  void aMessageCutShortIsRefusedOrReadAsFarAsItGoes(
      @ForAll Rule rule, @ForAll @IntRange(min = 0, max = 200) int cut) {
    ByteBuffer whole = RuleCodec.add(rule).bytes(1);
    ByteBuffer part = whole.slice(0, Math.max(0, whole.limit() - cut));

    readAnyhow(part.order(ByteOrder.nativeOrder()));
  }

  @Property
  void bytesOfAnyKindEndInAMessageOrInItsRefusal(@ForAll @Size(max = 300) byte[] bytes) {
    readAnyhow(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
  }

  @Property
  void attributesOfAnyKindEndInAMessageOrInItsRefusal(
      @ForAll @IntRange(min = 16, max = 35) int type, @ForAll @Size(max = 100) byte[] bytes) {
    ByteBuffer message =
        ByteBuffer.allocate(NetlinkMessage.HEADER + bytes.length)
            .order(ByteOrder.nativeOrder())
            .putInt(NetlinkMessage.HEADER + bytes.length)
            .putShort((short) type)
            .putShort((short) 0)
            .putLong(0)
            .put(bytes)
            .flip();

    readAnyhow(message);
  }

  @Test
  void anAttributeThatSaysItIsEmptierThanItsHeaderDoesNotMakeTheReaderStandStill() {
    ByteBuffer zeros = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());

    assertThatThrownBy(() -> Attributes.parse(zeros))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("says it has 0 bytes");
  }

  @Test
  void aBridgePortThatLeavesItsBridgeIsNotALinkThatEnds() {
    Request ofTheBridge = new Request(LinkCodec.RTM_DELLINK, 0).u8(7).u8(0).u16(0).u32(3).u32(0);

    assertThat(decode(ofTheBridge.u32(0), NotificationCodec::decode)).isEmpty();
  }

  @Test
  void anErrorCarriesTheKernelsExplanation() {
    Request error =
        new Request(NetlinkMessage.NLMSG_ERROR, NetlinkMessage.NLM_F_ACK_TLVS)
            .u32(-Errno.EINVAL.number())
            .u32(NetlinkMessage.HEADER)
            .u32(0)
            .u32(0)
            .u32(0)
            .attribute(AnswerCodec.EXPLANATION, "Nexthop has invalid gateway");

    NetlinkMessage message = NetlinkMessage.parse(error.bytes(1)).getFirst();

    assertThat(AnswerCodec.decode(message))
        .isEqualTo(new Answer.Refused(Errno.EINVAL, "Nexthop has invalid gateway"))
        .hasToString("Invalid argument (Nexthop has invalid gateway)");
  }

  private static <T> T decode(Request request, Function<NetlinkMessage, T> decoder) {
    List<NetlinkMessage> messages = NetlinkMessage.parse(request.bytes(1));
    assertThat(messages).hasSize(1);
    return decoder.apply(messages.getFirst());
  }

  /** Reads the bytes as the agent would; anything but a refusal comes out and fails the test. */
  private static void readAnyhow(ByteBuffer bytes) {
    try {
      for (NetlinkMessage message : NetlinkMessage.parse(bytes)) {
        NotificationCodec.decode(message);
        if (message.type() == NetlinkMessage.NLMSG_ERROR
            || message.type() == NetlinkMessage.NLMSG_DONE) {
          AnswerCodec.decode(message);
        }
      }
    } catch (MalformedMessageException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}
