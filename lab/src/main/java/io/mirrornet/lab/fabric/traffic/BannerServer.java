package io.mirrornet.lab.fabric.traffic;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service that says who it is and then repeats every line that it hears. It listens on all
 * addresses of its namespace, as an IRIS superserver does.
 */
public final class BannerServer implements AutoCloseable {

  private final ServerSocketChannel listener;
  private final String host;
  private final String instance;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private BannerServer(ServerSocketChannel listener, String host, String instance) {
    this.listener = listener;
    this.host = host;
    this.instance = instance;
  }

  /**
   * Listens from now on.
   *
   * @param inside where
   * @param host what the banner names as the machine; without spaces, as the instance
   * @param port 1 to 65535
   * @throws IllegalStateException if the port is taken
   */
  public static BannerServer start(
      NetworkNamespace inside, String host, String instance, int port) {
    ServerSocketChannel listener =
        inside.call(() ->
            ServerSocketChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .bind(new InetSocketAddress(port), 1024));
    BannerServer server = new BannerServer(listener, host, instance);
    Thread.ofVirtual().name(instance + "-accept").start(server::accept);
    return server;
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    close(listener);
    connections.forEach(channel -> close(channel));
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().name(instance + "-connection").start(() -> serve(connection));
      }
    } catch (ClosedChannelException e) {
      // The end of this server; it may have come between accept and add.
      connections.forEach(connection -> close(connection));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      Socket socket = connection.socket();
      String source = socket.getInetAddress().getHostAddress();
      OutputStream output = socket.getOutputStream();
      say(output, new Banner(host, instance, Ipv4Address.parse(source)).line());
      BufferedReader input =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        say(output, line);
      }
    } catch (IOException e) {
      // The caller hung up its way: that ends the connection and concerns nobody else.
      return;
    } finally {
      connections.remove(connection);
    }
  }

  private static void say(OutputStream output, String line) throws IOException {
    output.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
