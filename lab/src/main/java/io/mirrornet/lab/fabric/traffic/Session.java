package io.mirrornet.lab.fabric.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An open connection to a {@link BannerServer}. Not for several threads at once. */
public final class Session implements AutoCloseable {

  private final SocketChannel channel;
  private final BufferedReader input;
  private final Banner banner;
  private int questions;

  private Session(SocketChannel channel, BufferedReader input, Banner banner) {
    this.channel = channel;
    this.input = input;
    this.banner = banner;
  }

  /**
   * Connects and reads the banner.
   *
   * @param channel open, and bound or not; from here on the session's, or closed
   * @param timeout for each of the two
   */
  static Session open(SocketChannel channel, InetSocketAddress to, Duration timeout)
      throws IOException {
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      // Closing resets: no port is kept back in TIME_WAIT, however many sessions there are.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.socket().setSoTimeout(millis);
      channel.socket().connect(to, millis);
      BufferedReader input =
          new BufferedReader(
              new InputStreamReader(channel.socket().getInputStream(), StandardCharsets.US_ASCII));
      String line = input.readLine();
      if (line == null) {
        throw new SocketException("Connection reset: closed before the banner");
      }
      return new Session(channel, input, Banner.read(line));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Who answers. */
  public Banner banner() {
    return banner;
  }

  /**
   * Whether the other end still answers. A connection that lost a packet may need the time of a
   * retransmission; one that was found dead stays so.
   */
  public boolean isAlive(Duration timeout) {
    String question = "alive " + questions++;
    try {
      channel.socket().setSoTimeout(Math.toIntExact(timeout.toMillis()));
      channel
          .socket()
          .getOutputStream()
          .write((question + "\n").getBytes(StandardCharsets.US_ASCII));
      return question.equals(input.readLine());
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it with a reset. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
