package io.mirrornet.lab.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One end of a conversation: one JSON document a line. */
final class ControlSocket implements AutoCloseable {

  /** Inside the lab. The directory is a file system of the lab's own, so nothing of it is left. */
  static final Path PATH = Path.of("/run/lab/control.sock");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SocketChannel channel;
  private final BufferedReader reader;
  private final Writer writer;

  ControlSocket(SocketChannel channel) {
    this.channel = channel;
    this.reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    this.writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
  }

  /**
   * Calls the lab whose first process has this number.
   *
   * @throws UncheckedIOException if it does not answer
   */
  static ControlSocket to(long init) {
    Path path = Path.of("/proc", Long.toString(init), "root").resolve(PATH.toString().substring(1));
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(path));
      return new ControlSocket(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the lab of process %d does not answer yet".formatted(init), e);
    }
  }

  void write(Object document) throws IOException {
    writer.write(JSON.writeValueAsString(document) + "\n");
    writer.flush();
  }

  <T> T read(Class<T> type) throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw new EOFException("the other side hung up");
    }
    return JSON.readValue(line, type);
  }

  /** Returns when the other side hangs up. */
  void awaitEnd() throws IOException {
    while (reader.readLine() != null) {
      // Nothing more is to be said on this connection.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
