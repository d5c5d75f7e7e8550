package io.mirrornet.lab.kubernetes;

import static io.mirrornet.lab.programs.Program.ETCD;
import static io.mirrornet.lab.programs.Program.KUBECTL;
import static io.mirrornet.lab.programs.Program.KUBE_APISERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.net.Ipv4Address;
import org.junit.jupiter.api.Test;

@RequiresRoot
@RequiresPrograms({ETCD, KUBE_APISERVER, KUBECTL})
class ControlPlaneInNamespaceIT {

  @Test
  void itAnswersInItsNamespaceAtItsAddressAndNowhereElse() {
    try (NetworkNamespace namespace = NetworkNamespace.create("hub");
        NetworkNamespace elsewhere = NetworkNamespace.create("elsewhere")) {
      namespace.exec("ip", "address", "add", "10.2.1.20/24", "dev", "lo");
      Site site = new Site.InNamespace(namespace, Ipv4Address.parse("10.2.1.20"));

      try (ControlPlane plane =
          ControlPlane.start(Programs.ofUser(), site, ControlPlane.Extent.API_SERVER)) {
        assertThat(
                plane
                    .kubectl()
                    .run("get", "endpointslices", "kubernetes", "--output=jsonpath={.endpoints}"))
            .contains("10.2.1.20");
        assertThat(namespace.exec("ss", "--listening", "--tcp", "--no-header", "--numeric"))
            .hasLineCount(1)
            .contains("10.2.1.20:" + plane.server().getPort());
        assertThat(elsewhere.exec("ss", "--listening", "--tcp", "--no-header", "--numeric"))
            .isEmpty();
      }
    }
  }
}
