package io.mirrornet.agent.linux;

import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host's TCP sockets: {@code /proc/net/tcp} and {@code tcp6} (proc_pid_net(5)), where programs
 * that speak IPv4 over IPv6 sockets are found. For one thread at a time.
 */
public final class SocketTable implements AutoCloseable {

  /** {@code TCP_TIME_WAIT} ({@code net/tcp_states.h}): no packets to come. */
  private static final String TIME_WAIT = "06";

  /** {@code TCP_LISTEN}. */
  private static final String LISTEN = "0A";

  /** IPv4-mapped (RFC 4291 2.5.5.2), in words of the machine's byte order. */
  private static final String MAPPED =
      "0000000000000000"
          + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "FFFF0000" : "0000FFFF");

  private static final int ADDRESS_DIGITS = 8;
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int HEX = 16;

  private final List<RandomAccessFile> files;

  private SocketTable(List<RandomAccessFile> files) {
    this.files = files;
  }

  /** Those of the network namespace of the calling thread, also when asked from another later. */
  public static SocketTable ofThisNamespace() {
    Path net = Path.of("/proc/thread-self/net");
    try {
      return new SocketTable(
          List.of(
              new RandomAccessFile(net.resolve("tcp").toFile(), "r"),
              new RandomAccessFile(net.resolve("tcp6").toFile(), "r")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The local addresses of all connections that may still carry packets. */
  public Set<Ipv4Address> localAddresses() {
    return entries().stream()
        .filter(entry -> !entry.state().equals(TIME_WAIT) && !entry.state().equals(LISTEN))
        .flatMap(entry -> entry.address().stream())
        .collect(Collectors.toSet());
  }

  /** The ports on which something listens, on whatever address. */
  public Set<Integer> listeningPorts() {
    return entries().stream()
        .filter(entry -> entry.state().equals(LISTEN))
        .map(Entry::port)
        .collect(Collectors.toSet());
  }

  /**
   * A socket.
   *
   * @param address its local address; empty where it speaks IPv6
   * @param state two hexadecimal digits
   */
  record Entry(Optional<Ipv4Address> address, int port, String state) {}

  /** Reads a line; empty if it is none of a socket. */
  static Optional<Entry> parse(String line) {
    String[] fields = line.strip().split("\\s+", STATE + 2);
    if (fields.length <= STATE) {
      return Optional.empty();
    }
    String[] local = fields[LOCAL_ADDRESS].split(":", 2);
    if (local.length < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(address(local[0]), Integer.parseInt(local[1], HEX), fields[STATE]));
  }

  private static Optional<Ipv4Address> address(String digits) {
    String ipv4 = digits.startsWith(MAPPED) ? digits.substring(MAPPED.length()) : digits;
    return ipv4.length() == ADDRESS_DIGITS
        ? Optional.of(new Ipv4Address(inNetworkOrder(Integer.parseUnsignedInt(ipv4, HEX))))
        : Optional.empty();
  }

  private List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    try {
      for (RandomAccessFile file : files) {
        file.seek(0);
        read(file); // the heading
        for (Optional<String> line = read(file); line.isPresent(); line = read(file)) {
          parse(line.get()).ifPresent(all::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
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
