package io.mirrornet.agent.guard;

import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which local addresses the host's TCP connections use: {@code /proc/net/tcp} and {@code tcp6}
 * (proc_pid_net(5)), where programs that speak IPv4 over IPv6 sockets are found.
 */
final class OpenConnections implements AutoCloseable {

  /**
   * {@code TCP_TIME_WAIT} and {@code TCP_LISTEN} ({@code net/tcp_states.h}): no packets to come.
   */
  private static final Set<String> AT_REST = Set.of("06", "0A");

  /** IPv4-mapped (RFC 4291 2.5.5.2), in words of the machine's byte order. */
  private static final String MAPPED =
      "0000000000000000"
          + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "FFFF0000" : "0000FFFF");

  private static final int ADDRESS_DIGITS = 8;
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;

  private final List<RandomAccessFile> files;

  private OpenConnections(List<RandomAccessFile> files) {
    this.files = files;
  }

  /** Those of the network namespace of the calling thread, also when asked from another later. */
  static OpenConnections ofThisNamespace() {
    Path net = Path.of("/proc/thread-self/net");
    try {
      return new OpenConnections(
          List.of(
              new RandomAccessFile(net.resolve("tcp").toFile(), "r"),
              new RandomAccessFile(net.resolve("tcp6").toFile(), "r")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The local addresses of all connections that may still carry packets. */
  Set<Ipv4Address> localAddresses() {
    Set<Ipv4Address> all = new HashSet<>();
    try {
      for (RandomAccessFile file : files) {
        file.seek(0);
        file.readLine(); // the heading
        for (Optional<String> line = read(file); line.isPresent(); line = read(file)) {
          localAddress(line.get()).ifPresent(all::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The local IPv4 address of a connection; empty if it has none or is at rest. */
  static Optional<Ipv4Address> localAddress(String line) {
    String[] fields = line.strip().split("\\s+", STATE + 2);
    if (fields.length <= STATE || AT_REST.contains(fields[STATE])) {
      return Optional.empty();
    }
    String address = fields[LOCAL_ADDRESS].split(":", 2)[0];
    String ipv4 = address.startsWith(MAPPED) ? address.substring(MAPPED.length()) : address;
    return ipv4.length() == ADDRESS_DIGITS
        ? Optional.of(new Ipv4Address(inNetworkOrder(Integer.parseUnsignedInt(ipv4, 16))))
        : Optional.empty();
  }

  @Override
  public void close() {
    try {
      for (RandomAccessFile file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> read(RandomAccessFile file) throws IOException {
    return Optional.ofNullable(file.readLine());
  }

  /** The kernel prints the address's four bytes as one number of the machine. */
  private static int inNetworkOrder(int bits) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(bits) : bits;
  }
}
