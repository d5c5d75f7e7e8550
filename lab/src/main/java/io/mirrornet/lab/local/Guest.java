package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.local.GuestSoftware.PowerLoss;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.util.List;

/** A virtual machine's inside: its NICs as the guest configures them, and what runs on it. */
final class Guest {

  /** What cloud-init writes for the first NIC; each further one has so much more. */
  private static final int METRIC = 100;

  /** As Red Hat's systems have it; the strictest setting. */
  private static final int STRICT = 1;

  private final VirtualMachine machine;
  private final List<Ipv4Address> loopbackAddresses;
  private final List<GuestSoftware> software;
  private boolean on;
  private PowerLoss loss = PowerLoss.NOTHING;

  /**
   * A guest without power.
   *
   * @param loopbackAddresses of floating frontends, which a guest has to have itself
   * @param software started in this order, ended in the opposite one
   */
  Guest(
      String name,
      Fabric fabric,
      List<Ipv4Address> loopbackAddresses,
      List<GuestSoftware> software) {
    this.machine = new VirtualMachine(name, fabric);
    this.loopbackAddresses = List.copyOf(loopbackAddresses);
    this.software = List.copyOf(software);
  }

  String name() {
    return machine.name();
  }

  /**
   * Where its programs run.
   *
   * @throws IllegalStateException if it is off
   */
  NetworkNamespace network() {
    return machine.namespace();
  }

  /** Boots it; without effect on one that is on. */
  synchronized void powerOn(List<NetworkInterface> nics) {
    if (on) {
      return;
    }
    machine.boot(nics);
    on = true;
    loss = PowerLoss.NOTHING;
    NetworkNamespace network = machine.namespace();
    network.sysctl("net.ipv4.conf.all.rp_filter", STRICT);
    for (int index = 0; index < nics.size(); index++) {
      machine.configure(index, METRIC * (index + 1));
    }
    for (Ipv4Address address : loopbackAddresses) {
      network.ip("addr add %s/32 dev lo".formatted(address));
    }
    software.forEach(program -> program.booted(network, nics));
  }

  /**
   * Takes its power; without effect on one that is off.
   *
   * @return what was lost when it last lost its power
   */
  synchronized PowerLoss powerOff() {
    if (on) {
      on = false;
      machine.unplug();
      try {
        for (GuestSoftware program : software.reversed()) {
          loss = loss.plus(program.lostPower());
        }
      } finally {
        machine.powerOff();
      }
    }
    return loss;
  }
}
