package io.mirrornet.operator.plan.discovery;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.FrontendName;
import java.util.Map;
import java.util.Set;

/**
 * What the object and the cluster say about frontends, beyond what ARM tells.
 *
 * @param declared kinds that the object gives by name; an empty value is not possible, {@code
 *     Ignore} stands in {@code ignored}
 * @param ignored frontends that the object wants left alone
 * @param services addresses of Kubernetes Services
 * @param apiServer addresses by which nodes reach the API server
 */
public record FrontendRules(
    Map<FrontendName, Frontend.Kind> declared,
    Set<FrontendName> ignored,
    Set<Ipv4Address> services,
    Set<Ipv4Address> apiServer) {

  public FrontendRules {
    declared = Map.copyOf(declared);
    ignored = Set.copyOf(ignored);
    services = Set.copyOf(services);
    apiServer = Set.copyOf(apiServer);
  }

  /** Nothing said: ARM alone decides. */
  public static FrontendRules none() {
    return new FrontendRules(Map.of(), Set.of(), Set.of(), Set.of());
  }
}
