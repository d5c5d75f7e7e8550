package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.child;
import static io.mirrornet.lab.cloud.Documents.properties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes an internal load balancer and makes it. */
public final class LoadBalancerBuilder {

  /** How machines belong to a pool: by their NICs, or by their addresses. */
  public enum Pool {
    NIC,
    IP
  }

  /**
   * How a backend's health is found out.
   *
   * @param protocol {@code Tcp}, {@code Http} or {@code Https}
   * @param port the port on the backend
   * @param path what HTTP asks for; empty for TCP
   */
  public record Probe(String protocol, int port, Optional<String> path) {}

  /**
   * A frontend with what stands behind it.
   *
   * @param name its name
   * @param address its address
   * @param subnet the name of its subnet
   * @param ports the ports that it forwards, each to the same port
   * @param backends the names of the machines
   * @param pool how they belong to the pool
   * @param probe how their health is found out
   * @param floatingIp whether the destination is left as it is
   */
  public record Frontend(
      String name,
      String address,
      String subnet,
      List<Integer> ports,
      List<String> backends,
      Pool pool,
      Probe probe,
      boolean floatingIp) {

    public Frontend {
      ports = List.copyOf(ports);
      backends = List.copyOf(backends);
    }
  }

  private final Elsewhere world;
  private final String name;
  private final List<Frontend> frontends = new ArrayList<>();
  private String group = "rg-hs";

  LoadBalancerBuilder(Elsewhere world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Its resource group; {@code rg-hs} if not said. */
  public LoadBalancerBuilder resourceGroup(String value) {
    group = value;
    return this;
  }

  /** Adds a frontend. */
  public LoadBalancerBuilder frontend(Frontend frontend) {
    frontends.add(frontend);
    return this;
  }

  /**
   * Makes it.
   *
   * @return its id
   */
  public String create() {
    String id = world.id(group, "Microsoft.Network/loadBalancers", name);
    ObjectNode body = Documents.object().put("location", world.location());
    frontends.forEach(frontend -> describe(id, properties(body), frontend));
    world.put(id, body);
    frontends.stream()
        .filter(frontend -> frontend.pool() == Pool.NIC)
        .forEach(frontend -> join(id + "/backendAddressPools/" + frontend.name(), frontend));
    return id;
  }

  private void describe(String id, ObjectNode properties, Frontend frontend) {
    ObjectNode address = element(properties, "frontendIPConfigurations", frontend.name());
    address.put("privateIPAddress", frontend.address()).put("privateIPAllocationMethod", "Static");
    address.set("subnet", Documents.reference(world.subnetId(frontend.subnet())));
    ObjectNode pool = element(properties, "backendAddressPools", frontend.name());
    if (frontend.pool() == Pool.IP) {
      frontend.backends().forEach(backend -> describe(pool, backend));
    }
    ObjectNode probe = element(properties, "probes", frontend.name());
    probe.put("protocol", frontend.probe().protocol()).put("port", frontend.probe().port());
    frontend.probe().path().ifPresent(path -> probe.put("requestPath", path));
    probe.put("intervalInSeconds", 5).put("numberOfProbes", 1).put("probeThreshold", 1);
    for (int port : frontend.ports()) {
      ObjectNode rule = element(properties, "loadBalancingRules", frontend.name() + "-" + port);
      rule.put("protocol", "Tcp").put("frontendPort", port).put("backendPort", port);
      rule.put("enableFloatingIP", frontend.floatingIp());
      refer(rule, "frontendIPConfiguration", id + "/frontendIPConfigurations/" + frontend.name());
      refer(rule, "backendAddressPool", id + "/backendAddressPools/" + frontend.name());
      refer(rule, "probe", id + "/probes/" + frontend.name());
    }
  }

  private void describe(ObjectNode pool, String backend) {
    Machine.Interface nic = primary(backend);
    ObjectNode member =
        pool.withArray("loadBalancerBackendAddresses").addObject().put("name", backend);
    String network = nic.subnetId().substring(0, nic.subnetId().indexOf("/subnets/"));
    properties(member).put("ipAddress", nic.addresses().getFirst());
    properties(member).set("virtualNetwork", Documents.reference(network));
  }

  private void join(String pool, Frontend frontend) {
    for (String backend : frontend.backends()) {
      String nic = primary(backend).id().toString();
      ObjectNode document = world.document(nic);
      properties((ObjectNode) properties(document).path("ipConfigurations").path(0))
          .withArray("loadBalancerBackendAddressPools")
          .add(Documents.reference(pool));
      world.put(nic, document);
    }
  }

  private Machine.Interface primary(String machine) {
    return world.machineIds(machine).stream()
        .findFirst()
        .map(world::machine)
        .flatMap(Machine::primary)
        .orElseThrow(() -> new IllegalStateException("there is no machine " + machine));
  }

  private static ObjectNode element(ObjectNode properties, String array, String name) {
    return properties.withArray(array).addObject().put("name", name).putObject("properties");
  }

  private static void refer(ObjectNode rule, String link, String id) {
    child(rule, link).put("id", id);
  }
}
