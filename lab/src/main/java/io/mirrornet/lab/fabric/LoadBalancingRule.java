package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;
import java.util.List;

/**
 * A TCP rule of an internal load balancer: what arrives at the frontend's address and port goes to
 * one of the backends that the probe finds healthy. Only the destination is rewritten; the backend
 * sees the client's own address.
 *
 * @param name as in ARM; one name, one rule
 * @param frontendAddress the frontend's private address (the VIP)
 * @param frontendPort 1 to 65535
 * @param backends the pool, by address: for a pool of NICs their primary addresses
 * @param backendPort where backends listen; with floating IP the frontend port stays
 * @param probe decides which backends get new flows
 * @param enableFloatingIp whether packets are delivered with the frontend's address still in them
 */
public record LoadBalancingRule(
    String name,
    Ipv4Address frontendAddress,
    int frontendPort,
    List<Ipv4Address> backends,
    int backendPort,
    HealthProbe probe,
    boolean enableFloatingIp) {

  /** Keeps the pool's order: the flow hash depends on it. */
  public LoadBalancingRule {
    backends = List.copyOf(backends);
  }
}
