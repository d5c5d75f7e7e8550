package io.mirrornet.api.disruption;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.Format;
import org.jspecify.annotations.Nullable;

/** What is to be done to which host, and who allowed it. */
@ApiObject
@JsonClassDescription(
    "What is to be done to which host, which nobody can change; and a person's approval.")
@ValidationRule(
    value = "!has(oldSelf.abandon) || has(self.abandon)",
    message = "cannot be taken back: the host is in a person's hands",
    fieldPath = ".abandon")
public record HostDisruptionSpec(
    @JsonPropertyDescription(
            "The HealthShareMirrorNetwork in this namespace that wants it. Cannot be changed.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        @SelectableField
        String network,
    @JsonPropertyDescription("The node that goes down and comes back. Cannot be changed.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        @SelectableField
        String host,
    @JsonPropertyDescription("The node's metadata.uid. Cannot be changed.")
        @Required
        @Size(min = 1, max = 64)
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        String nodeUid,
    @JsonPropertyDescription(
            "The virtual machine's vmId, which is the node's systemUUID. Cannot be changed.")
        @Required
        @Size(max = 36)
        @Format("uuid")
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        String vmId,
    @JsonPropertyDescription(
            "The Azure resource id of the virtual machine that is deallocated and started. Cannot"
                + " be changed.")
        @Required
        @Size(min = 1, max = 512)
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        String virtualMachine,
    @JsonPropertyDescription("What is changed while it is down. Cannot be changed.")
        @Required
        @ValidationRule(value = HostDisruptionSpec.SAME, message = HostDisruptionSpec.FACT)
        InterfaceChange change,
    @JsonPropertyDescription(
            "A person's permission for exactly this attempt. It is given once and not edited. Until"
                + " the phase is Open it can be taken back: kubectl patch hd <name> --type=json -p"
                + " '[{\"op\": \"remove\", \"path\": \"/spec/approval\"}]'.")
        @ValidationRule(
            value = HostDisruptionSpec.SAME,
            message =
                "an approval is not edited; take it back (remove spec.approval) and give a new one")
        @Nullable Approval approval,
    @JsonPropertyDescription(
            "Hands the host to a person, whatever state it is in: the operator does nothing more to"
                + " it, does not start it, and other hosts may have their turn. Cannot be taken"
                + " back. For a host that the operator cannot bring back.")
        @ValidationRule(
            value = HostDisruptionSpec.SAME,
            message = "cannot be changed: the host is in a person's hands")
        @Nullable Abandonment abandon) {

  static final String SAME = "self == oldSelf";
  static final String FACT =
      "is a fact of this attempt and cannot be changed; where it does not hold any more, the"
          + " operator withdraws this proposal and makes a new one";
}
