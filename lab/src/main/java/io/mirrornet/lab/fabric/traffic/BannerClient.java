package io.mirrornet.lab.fabric.traffic;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * A caller in a network namespace.
 *
 * @param inside where its sockets are opened
 * @param source the address that it binds to; without it the kernel chooses one per connection
 * @param timeout how long it waits for a connection, and then again for the banner
 */
public record BannerClient(
    NetworkNamespace inside, Optional<Ipv4Address> source, Duration timeout) {

  /** A caller that leaves the choice of its address to the kernel, as most programs do. */
  public static BannerClient in(NetworkNamespace inside, Duration timeout) {
    return new BannerClient(inside, Optional.empty(), timeout);
  }

  /** The same caller, bound to an address. */
  public BannerClient boundTo(Ipv4Address address) {
    return new BannerClient(inside, Optional.of(address), timeout);
  }

  /** The same caller with another patience. */
  public BannerClient waiting(Duration other) {
    return new BannerClient(inside, source, other);
  }

  /** Connects, reads the banner and hangs up. */
  public Attempt call(Ipv4Address address, int port) {
    try (Session session = open(address, port)) {
      return new Attempt.Connected(session.banner());
    } catch (SocketTimeoutException e) {
      return new Attempt.TimedOut();
    } catch (NoRouteToHostException e) {
      return new Attempt.Unreachable(String.valueOf(e.getMessage()));
    } catch (ConnectException e) {
      return refusal(e);
    } catch (IOException e) {
      return cut(e);
    }
  }

  /**
   * Connects and keeps the connection.
   *
   * @throws IOException if that fails; {@link #call} tells apart how
   */
  public Session open(Ipv4Address address, int port) throws IOException {
    SocketChannel channel = inside.call(this::channel);
    return Session.open(channel, new InetSocketAddress(address.toString(), port), timeout);
  }

  private SocketChannel channel() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
    try {
      if (source.isPresent()) {
        channel.bind(new InetSocketAddress(source.get().toString(), 0));
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Attempt refusal(ConnectException e) {
    String words = String.valueOf(e.getMessage());
    return switch (words) {
      case "Connection refused" -> new Attempt.Refused();
      case "Connection timed out" -> new Attempt.TimedOut();
      default -> new Attempt.Unreachable(words);
    };
  }

  private static Attempt cut(IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.startsWith("Connection reset")
        ? new Attempt.Reset()
        : new Attempt.Unreachable(words);
  }
}
