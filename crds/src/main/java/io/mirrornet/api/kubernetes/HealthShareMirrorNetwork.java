package io.mirrornet.api.kubernetes;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;

/** A set of hosts whose mirrors reach one another through their load balancers. */
@JsonClassDescription(
    "A set of hosts on Azure whose HealthShare mirrors reach one another through their internal"
        + " load balancers, also where caller and primary share a virtual machine. The operator"
        + " finds the hosts' frontends, gives each host a second network interface, programs its"
        + " routes, and proves each connection. Begin with spec.hosts and spec.mirrors; kubectl get"
        + " hsmn shows what holds, kubectl describe hsmn what is waited for.")
@Group("mirrornet.io")
@Version("v1alpha1")
@Plural("healthsharemirrornetworks")
@ShortNames("hsmn")
@AdditionalPrinterColumn(
    name = "READY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "HOSTS",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.summary.hosts")
@AdditionalPrinterColumn(
    name = "FRONTENDS",
    type = AdditionalPrinterColumn.Type.INTEGER,
    jsonPath = ".status.summary.frontends")
@AdditionalPrinterColumn(
    name = "REACHABLE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.summary.reachable")
@AdditionalPrinterColumn(
    name = "REASON",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(
    name = "MESSAGE",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message")
public final class HealthShareMirrorNetwork
    extends CustomResource<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1;
}
