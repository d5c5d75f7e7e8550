package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.mirrornet.net.Ipv4Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAddressesTest {

  @Test
  void onlyWhatTheClusterHasGivenAServiceIsAnAddressOfTheCluster() {
    Service service =
        new ServiceBuilder()
            .withNewSpec()
            .withClusterIPs("10.96.0.20")
            .withExternalIPs("10.2.1.100")
            .withLoadBalancerIP("10.2.1.101")
            .endSpec()
            .withNewStatus()
            .withNewLoadBalancer()
            .addNewIngress()
            .withIp("10.2.1.102")
            .endIngress()
            .endLoadBalancer()
            .endStatus()
            .build();

    assertThat(ServiceAddresses.of(List.of(service)))
        .extracting(Ipv4Address::toString)
        .containsExactlyInAnyOrder("10.96.0.20", "10.2.1.102");
  }
}
