package io.mirrornet.lab.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

@RequiresRoot
class NetworkNamespaceIT {

  @Test
  void aSocketOpenedInsideIsReachableOnlyInside() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (NetworkNamespace one = NetworkNamespace.create("one");
        NetworkNamespace other = NetworkNamespace.create("other");
        ServerSocketChannel server = one.call(() -> ServerSocketChannel.open().bind(any))) {

      try (SocketChannel client = one.call(() -> SocketChannel.open(server.getLocalAddress()))) {
        assertThat(client.isConnected()).isTrue();
      }
      assertThatThrownBy(() -> other.call(() -> SocketChannel.open(server.getLocalAddress())))
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void aProcessStartedInsideSeesItsInterfacesAndAnotherNamespaceCanBeWiredToIt() {
    try (NetworkNamespace fabric = NetworkNamespace.create("fabric");
        NetworkNamespace vm = NetworkNamespace.create("vm")) {
      fabric.exec(
          "ip",
          "link",
          "add",
          "nic1",
          "type",
          "veth",
          "peer",
          "eth0",
          "netns",
          vm.path().toString());

      assertThat(vm.exec("ip", "-br", "link")).contains("eth0").doesNotContain("nic1");
      assertThat(fabric.exec("ip", "-br", "link")).contains("nic1").doesNotContain("eth0");
    }
  }

  @Test
  void aProgramThatFailsIsReportedWithItsOwnWords() {
    try (NetworkNamespace namespace = NetworkNamespace.create("vm")) {
      assertThatThrownBy(() -> namespace.exec("ip", "link", "show", "eth7"))
          .hasMessageContaining("vm: [ip, link, show, eth7]")
          .hasMessageContaining("does not exist");
    }
  }
}
