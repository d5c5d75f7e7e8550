package io.mirrornet.api.kubernetes;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;

/** What one host's agent programs and proves, for one network. */
@JsonClassDescription(
    "What one host's agent programs and proves for one network. The operator makes these objects"
        + " and removes them; there is nothing in them for a person to write. kubectl get mhr shows"
        + " what stands on each host.")
@Group("mirrornet.io")
@Version("v1alpha1")
@Plural("mirrorhostroutes")
@ShortNames("mhr")
@AdditionalPrinterColumn(
    name = "NODE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.nodeName")
@AdditionalPrinterColumn(
    name = "READY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "INTERFACE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.interfaceName")
@AdditionalPrinterColumn(
    name = "ROUTES",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.routes")
@AdditionalPrinterColumn(
    name = "PROVEN",
    type = AdditionalPrinterColumn.Type.BOOLEAN,
    jsonPath = ".status.provenLocal")
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
public final class MirrorHostRoute
    extends CustomResource<MirrorHostRouteSpec, MirrorHostRouteStatus> implements Namespaced {

  private static final long serialVersionUID = 1;
}
