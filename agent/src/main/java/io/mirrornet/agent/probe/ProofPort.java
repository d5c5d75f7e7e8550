package io.mirrornet.agent.probe;

import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of the agent's own on the primary addresses, for the local proof of a host that declares
 * no instance. It takes a connection and closes it.
 */
public final class ProofPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProofPort.class);

  private final int number;
  private final Map<Ipv4Address, ServerSocketChannel> listeners = new HashMap<>();

  /**
   * @param number 1 to 65535
   */
  public ProofPort(int number) {
    this.number = number;
  }

  /** Which port it is. */
  public int number() {
    return number;
  }

  /** Listens on these addresses and no others. */
  public void listenOn(Set<Ipv4Address> addresses) {
    listeners
        .entrySet()
        .removeIf(entry -> {
          boolean superfluous = !addresses.contains(entry.getKey());
          if (superfluous) {
            close(entry.getValue());
          }
          return superfluous;
        });
    addresses.stream().filter(address -> !listeners.containsKey(address)).forEach(this::listen);
  }

  @Override
  public void close() {
    listenOn(Set.of());
  }

  private void listen(Ipv4Address address) {
    try {
      ServerSocketChannel listener =
          ServerSocketChannel.open(StandardProtocolFamily.INET)
              .setOption(StandardSocketOptions.SO_REUSEADDR, true);
      try {
        listener.bind(new InetSocketAddress(address.toString(), number));
      } catch (IOException e) {
        listener.close();
        throw e;
      }
      listeners.put(address, listener);
      Thread.ofVirtual().name("proof-" + address).start(() -> accept(listener));
    } catch (IOException e) {
      // Whoever else listens there answers as well; and a refusal proves as much as a connection.
      LOG.atDebug().addKeyValue("address", address).setCause(e).log("no proof port");
    }
  }

  private static void accept(ServerSocketChannel listener) {
    while (listener.isOpen()) {
      try {
        listener.accept().close();
      } catch (IOException e) {
        // Closed, which ends the loop, or one caller less.
        LOG.atTrace().setCause(e).log("proof port");
      }
    }
  }

  private static void close(ServerSocketChannel listener) {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("proof port");
    }
  }
}
