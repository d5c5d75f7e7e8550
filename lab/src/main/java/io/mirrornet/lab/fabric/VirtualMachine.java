package io.mirrornet.lab.fabric;

import io.mirrornet.lab.namespace.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network side of a virtual machine. Each boot gives a new namespace: routes, rules and
 * addresses of the former one are gone, as they are on a real machine that keeps nothing of its own
 * on disk. Programs that run inside are their owner's to stop; without power nobody hears them.
 */
public final class VirtualMachine implements AutoCloseable {

  private final String name;
  private final Fabric fabric;
  private Optional<Running> running = Optional.empty();

  private record Running(NetworkNamespace namespace, List<NetworkInterface> nics) {}

  /**
   * A machine without power.
   *
   * @param name its host name
   * @param fabric what its NICs are plugged into
   */
  public VirtualMachine(String name, Fabric fabric) {
    this.name = name;
    this.fabric = fabric;
  }

  /** The host name. */
  public String name() {
    return name;
  }

  /**
   * Turns it on. NICs appear as eth0, eth1, ... in this order, down and without addresses; packets
   * are forwarded, as on every Kubernetes node.
   *
   * @param nics the primary first
   * @throws IllegalStateException if it is on
   * @throws IllegalArgumentException if one is plugged in elsewhere; the machine stays off
   */
  public synchronized void boot(List<NetworkInterface> nics) {
    if (running.isPresent()) {
      throw new IllegalStateException(name + " is on");
    }
    NetworkNamespace namespace = NetworkNamespace.create(name);
    List<NetworkInterface> plugged = new ArrayList<>();
    try {
      namespace.sysctl("net.ipv4.ip_forward", 1);
      for (NetworkInterface nic : nics) {
        fabric.plug(nic, namespace, device(plugged.size()));
        plugged.add(nic);
      }
    } catch (RuntimeException e) {
      plugged.forEach(fabric::unplug);
      namespace.close();
      throw e;
    }
    running = Optional.of(new Running(namespace, List.copyOf(plugged)));
  }

  /** Cuts it off: its NICs are gone, its programs run on. Without effect on one that is off. */
  public synchronized void unplug() {
    running.ifPresent(on -> {
      running = Optional.of(new Running(on.namespace(), List.of()));
      on.nics().forEach(fabric::unplug);
    });
  }

  /**
   * Takes its power: unplugs everything without a word to anybody. Without effect on a machine that
   * is off.
   */
  public synchronized void powerOff() {
    running.ifPresent(on -> {
      running = Optional.empty();
      on.nics().forEach(fabric::unplug);
      on.namespace().close();
    });
  }

  /**
   * Brings a NIC up with its primary address and a default route, as the guest's DHCP client does.
   *
   * @param index 0 for eth0
   * @param metric of the connected and of the default route: cloud-init writes 100 for the first
   *     NIC, 200 for the second, and so on
   * @throws IllegalStateException if the machine is off
   */
  public synchronized void configure(int index, int metric) {
    NetworkInterface nic = on().nics().get(index);
    String device = device(index);
    String address = nic.privateIpAddress().toString();
    on().namespace()
        .ip(
            "link set %s up".formatted(device),
            "addr add %s/%d dev %s metric %d"
                .formatted(address, nic.subnet().prefix().length(), device, metric),
            "route add default via %s dev %s proto dhcp src %s metric %d"
                .formatted(nic.subnet().gateway(), device, address, metric));
  }

  /**
   * Where its programs run, until it is turned off.
   *
   * @throws IllegalStateException if the machine is off
   */
  public synchronized NetworkNamespace namespace() {
    return on().namespace();
  }

  /** As {@link #powerOff}. */
  @Override
  public void close() {
    powerOff();
  }

  private Running on() {
    return running.orElseThrow(() -> new IllegalStateException(name + " is off"));
  }

  private static String device(int index) {
    return "eth" + index;
  }
}
