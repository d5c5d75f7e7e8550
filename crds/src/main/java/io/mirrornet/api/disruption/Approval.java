package io.mirrornet.api.disruption;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.UniqueItems;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's permission for one attempt. */
@ApiObject
@ValidationRule(
    value = "!has(self.notBefore) || self.notBefore < self.notAfter",
    message = "must be later than notBefore",
    fieldPath = ".notAfter")
public record Approval(
    @JsonPropertyDescription(
            "Who approves: the user name by which the API server knows the one who writes this, as"
                + " kubectl auth whoami prints it. Another name is refused.")
        @Required
        @Size(min = 1, max = 256)
        String by,
    @JsonPropertyDescription("The number of the change in your own records. Example: CHG0042.")
        @Size(min = 1, max = 256)
        @Nullable String ticket,
    @JsonPropertyDescription(
            "The host is not taken down before this time. RFC 3339, such as 2026-03-01T02:00:00Z."
                + " Absent: at once.")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Nullable Instant notBefore,
    @JsonPropertyDescription(
            "The approval expires at this time, unless the host is down by then; a host that is"
                + " down is brought back in any case. RFC 3339, such as 2026-03-01T05:00:00Z.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant notAfter,
    @JsonPropertyDescription(
            "Names of checks that are Unknown and that the approver answers for. A check that is"
                + " Fail blocks all the same. Example: [InstancesDeclared].")
        @Size(max = 32)
        @UniqueItems
        List<CheckName> acknowledge) {

  /** Absent acknowledgements are none. */
  public Approval {
    acknowledge = List.copyOf(requireNonNullElse(acknowledge, List.of()));
  }
}
