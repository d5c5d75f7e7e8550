package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.mirrornet.net.Ipv4Address;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses that belong to the cluster itself, and never get a route. */
final class ServiceAddresses {

  /** Where the endpoints of the Service {@code kubernetes} are. */
  static final String API_SERVER_NAMESPACE = "default";

  static final String API_SERVER_SELECTOR = "kubernetes.io/service-name=kubernetes";

  private ServiceAddresses() {}

  /**
   * Cluster IPs, and what a controller says it has given. What whoever may edit a Service writes
   * into it ({@code externalIPs}, {@code loadBalancerIP}) proves nothing, and would take a virtual
   * address's routes away.
   */
  static Set<Ipv4Address> of(List<Service> services) {
    return services.stream()
        .flatMap(ServiceAddresses::addresses)
        .flatMap(text -> Ipv4Address.tryParse(text).stream())
        .collect(Collectors.toSet());
  }

  /**
   * The API server's endpoints.
   *
   * @param dialled what this process itself calls
   */
  static Set<Ipv4Address> ofApiServer(List<EndpointSlice> slices, Set<Ipv4Address> dialled) {
    Set<Ipv4Address> all = new HashSet<>(dialled);
    slices.stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .flatMap(text -> Ipv4Address.tryParse(text).stream())
        .forEach(all::add);
    return all;
  }

  private static Stream<String> addresses(Service service) {
    Stream<String> declared =
        Optional.ofNullable(service.getSpec()).stream()
            .flatMap(spec -> spec.getClusterIPs().stream());
    Stream<String> given =
        Optional.ofNullable(service.getStatus())
            .flatMap(status -> Optional.ofNullable(status.getLoadBalancer()))
            .stream()
            .flatMap(balancer -> balancer.getIngress().stream())
            .map(LoadBalancerIngress::getIp)
            .filter(Objects::nonNull);
    return Stream.concat(declared, given);
  }
}
