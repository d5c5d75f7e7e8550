package io.mirrornet.lab.fabric;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A virtual network with internal load balancers, in a network namespace.
 *
 * <p>It switches by address, as Azure's hosts do: it answers every ARP request itself, delivers an
 * address to the NIC that has it and drops the rest in silence. A NIC may send only from its own
 * addresses. Load balancers rewrite the destination and never the source, and remember the flow: it
 * stays with its backend whatever becomes of probes and rules. New flows to a frontend without a
 * healthy backend get no answer at all.
 */
public final class Fabric implements AutoCloseable {

  /** Where health probes come from in every Azure network. */
  public static final Ipv4Address PROBE_SOURCE = Ipv4Address.parse("168.63.129.16");

  private final FabricKernel kernel;
  private final HealthProber prober;

  /** Guards the fields below, and that rulesets reach the kernel in their order. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Map<MacAddress, Integer> indices = new HashMap<>();
  private FabricState state = FabricState.EMPTY;
  private boolean closed;

  private Fabric(FabricKernel kernel) {
    this.kernel = kernel;
    this.prober = new HealthProber(kernel.namespace(), this::observed);
  }

  /**
   * An empty network.
   *
   * @throws IllegalStateException if the kernel refuses: it takes root
   */
  public static Fabric create(Nft nft) {
    FabricKernel kernel = FabricKernel.create(nft);
    try {
      kernel.apply(Ruleset.render(FabricState.EMPTY));
      return new Fabric(kernel);
    } catch (RuntimeException e) {
      kernel.close();
      throw e;
    }
  }

  /**
   * Makes the NIC appear in a guest. It is down there and without an address, as at a boot.
   *
   * @param device what the guest calls it: eth0, eth1, ...
   * @throws IllegalArgumentException if the NIC, or one that has one of its addresses, is plugged
   *     in
   */
  public void plug(NetworkInterface nic, NetworkNamespace guest, String device) {
    lock.lock();
    try {
      for (Port port : state.ports()) {
        if (port.nic().macAddress().equals(nic.macAddress())
            || nic.addresses().stream().anyMatch(port::has)) {
          throw new IllegalArgumentException(
              "%s: %s is plugged in and has its MAC or IP address"
                  .formatted(nic.name(), port.nic().name()));
        }
      }
      int index = indices.computeIfAbsent(nic.macAddress(), _ -> indices.size() + 1);
      Port port = new Port(index, nic);
      kernel.plug(port, guest, device);
      update(state.plus(port));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes the NIC vanish from its guest, at once and whatever it is doing.
   *
   * @throws IllegalArgumentException if it is not plugged in
   */
  public void unplug(NetworkInterface nic) {
    lock.lock();
    try {
      Port port = port(nic);
      kernel.unplug(port);
      update(state.minus(port));
    } finally {
      lock.unlock();
    }
  }

  /** Replaces all rules of all load balancers. Established flows go on. */
  public void balance(List<LoadBalancingRule> rules) {
    lock.lock();
    try {
      update(state.with(rules));
      prober.probe(state.probed());
    } finally {
      lock.unlock();
    }
  }

  /** The rule's backends that get new flows now, in the pool's order. */
  public List<Ipv4Address> healthyBackends(LoadBalancingRule rule) {
    lock.lock();
    try {
      return state.healthyBackends(rule);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until new flows of the rule go to exactly these backends.
   *
   * @return whether they do; false when the time was over before
   * @throws InterruptedException if the waiting thread is
   */
  public boolean awaitHealthy(LoadBalancingRule rule, Set<Ipv4Address> backends, Duration timeout)
      throws InterruptedException {
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (!Set.copyOf(state.healthyBackends(rule)).equals(backends)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many packets were dropped, since the NIC was first plugged in, because their source was not
   * an address of the NIC that sent them.
   *
   * @throws IllegalArgumentException if it is not plugged in
   */
  public long spoofed(NetworkInterface nic) {
    lock.lock();
    try {
      return kernel.packets(port(nic).spoofCounter());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The network's own namespace. What listens here is reachable from every guest at {@link
   * #PROBE_SOURCE}.
   */
  public NetworkNamespace namespace() {
    return kernel.namespace();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      prober.close();
      kernel.close();
    } finally {
      lock.unlock();
    }
  }

  private void observed(ProbedBackend backend, boolean up) {
    lock.lock();
    try {
      boolean news = state.healthy().contains(backend) != up;
      if (news && !closed && state.probed().contains(backend)) {
        update(state.with(backend, up));
      }
    } finally {
      lock.unlock();
    }
  }

  private void update(FabricState next) {
    kernel.apply(Ruleset.render(next));
    state = next;
    changed.signalAll();
  }

  private Port port(NetworkInterface nic) {
    return state.ports().stream()
        .filter(port -> port.nic().macAddress().equals(nic.macAddress()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(nic.name() + " is not plugged in"));
  }
}
