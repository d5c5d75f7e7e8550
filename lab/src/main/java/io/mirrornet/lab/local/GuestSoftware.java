package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.util.List;
import java.util.stream.Stream;

/** What runs on a virtual machine. Both methods are called by one thread, in turn. */
interface GuestSoftware {

  /**
   * The machine has booted and its NICs are configured.
   *
   * @param network where its programs run
   * @param nics eth0 first
   */
  void booted(NetworkNamespace network, List<NetworkInterface> nics);

  /** The machine has no power, and its NICs are gone; returns when nothing of it runs any more. */
  PowerLoss lostPower();

  /**
   * What was lost with the power.
   *
   * @param sessionsCut connections to instances that were open
   * @param stoppedDirty instances that ran
   */
  record PowerLoss(int sessionsCut, List<String> stoppedDirty) {

    static final PowerLoss NOTHING = new PowerLoss(0, List.of());

    public PowerLoss {
      stoppedDirty = List.copyOf(stoppedDirty);
    }

    PowerLoss plus(PowerLoss other) {
      return new PowerLoss(
          sessionsCut + other.sessionsCut,
          Stream.concat(stoppedDirty.stream(), other.stoppedDirty.stream()).toList());
    }
  }
}
