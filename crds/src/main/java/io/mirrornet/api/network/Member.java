package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.schema.ApiObject;
import org.jspecify.annotations.Nullable;

/** An instance's part in a mirror. */
@ApiObject
public record Member(
    @JsonPropertyDescription(
            "The name of the node that the instance runs on. A member on a machine that is no host"
                + " of this network is shown, and counts as unknown in the checks.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String host,
    @JsonPropertyDescription("The instance's name, as iris list prints it. Example: REGA.")
        @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = Mirror.NAME_RULE,
            message =
                "must begin with a letter or digit and go on with letters, digits, '-', '_' and"
                    + " '.', such as REGA")
        String instance,
    @JsonPropertyDescription(
            "The TCP port of the instance's superserver. It is what a connection to the mirror's"
                + " frontends is tried on, and the sign that the instance is stopped when nothing"
                + " listens on it. Example: 1972.")
        @Required
        @Min(1)
        @Max(65535)
        int superserverPort,
    @JsonPropertyDescription(
            "Who starts the instance after its host came back. Boot: the operating system, so that"
                + " the operator only waits. Person: somebody has to, and the operator says so."
                + " Default: Person.")
        @Default("Person")
        StartedBy startedBy,
    @JsonPropertyDescription(
            "Who stops the instance before its host goes down. Person: somebody runs iris stop when"
                + " the operator asks for it, and nothing is deallocated before it is stopped."
                + " OperatingSystem: shutting the machine down stops it cleanly. Default: Person.")
        @Default("Person")
        StoppedBy stoppedBy,
    @JsonPropertyDescription(
            "The instance's mirror_status.cxw, which answers 200 on the primary alone.")
        @Nullable MemberEndpoint status,
    @JsonPropertyDescription(
            "The instance's metrics page, which tells whether a backup could take over. Without it"
                + " the check BackupActive stays Unknown, and the approver has to acknowledge"
                + " that.")
        @Nullable MemberEndpoint metrics) {

  /** Absent parts are what the CRD's defaults say. */
  public Member {
    startedBy = requireNonNullElse(startedBy, StartedBy.Person);
    stoppedBy = requireNonNullElse(stoppedBy, StoppedBy.Person);
  }
}
