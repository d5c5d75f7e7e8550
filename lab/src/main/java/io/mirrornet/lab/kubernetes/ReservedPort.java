package io.mirrornet.lab.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A free TCP port that nobody else gets while a server of this user starts on it: bound here, not
 * listened on, and shared with the server by SO_REUSEPORT (socket(7)).
 */
final class ReservedPort implements AutoCloseable {

  private final SocketChannel socket;

  private ReservedPort(SocketChannel socket) {
    this.socket = socket;
  }

  /** Reserves one at the site's address. */
  static ReservedPort at(Site site) {
    return new ReservedPort(
        site.call(() ->
            SocketChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.SO_REUSEPORT, true)
                .bind(new InetSocketAddress(InetAddress.ofLiteral(site.address().toString()), 0))));
  }

  int number() {
    try {
      return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
