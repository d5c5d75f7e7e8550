package io.mirrornet.api.kubernetes;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;

/** One attempt to take a host down, attach its interface, and bring it back. */
@JsonClassDescription(
    "One attempt to take a host down, attach its second interface, and bring it back: proposal,"
        + " approval, durable record and audit trail in one. The operator proposes; a person"
        + " approves by writing spec.approval; nothing is deallocated without that. kubectl"
        + " describe hd shows what would be done, what was checked and what was done.")
@Group("mirrornet.io")
@Version("v1alpha1")
@Plural("hostdisruptions")
@ShortNames("hd")
@ValidationRule(
    value =
        "!has(oldSelf.spec.approval) || has(self.spec.approval) || !has(self.status) ||"
            + " self.status.phase in ['Proposed', 'Approved', 'Withdrawn']",
    message =
        "cannot be taken back once the disruption was opened: it is part of the record; to take the"
            + " host out of the operator's hands, set spec.abandon",
    fieldPath = ".spec.approval")
@ValidationRule(
    value =
        "has(oldSelf.spec.approval) || !has(self.spec.approval) || !has(self.status) ||"
            + " self.status.phase in ['Proposed', 'Approved']",
    message = "this disruption is over; approve the newest one: kubectl get hd",
    fieldPath = ".spec.approval")
@AdditionalPrinterColumn(
    name = "NETWORK",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.network")
@AdditionalPrinterColumn(
    name = "HOST",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.host")
@AdditionalPrinterColumn(
    name = "PHASE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.phase")
@AdditionalPrinterColumn(
    name = "APPROVED BY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.approval.by")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(
    name = "MESSAGE",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    jsonPath = ".status.message")
public final class HostDisruption extends CustomResource<HostDisruptionSpec, HostDisruptionStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1;
}
