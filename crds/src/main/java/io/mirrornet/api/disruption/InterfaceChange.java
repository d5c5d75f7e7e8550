package io.mirrornet.api.disruption;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import java.util.List;

/** The network interfaces of a virtual machine before and after a disruption. */
@ApiObject
@ValidationRule(
    value = "self.before.all(id, id in self.after)",
    message = "must hold each interface of before: none is ever detached",
    fieldPath = ".after")
@ValidationRule(
    value = "self.after.size() == self.before.size() + 1",
    message = "must hold one interface more than before",
    fieldPath = ".after")
public record InterfaceChange(
    @JsonPropertyDescription(
            "The Azure resource ids of the interfaces that are attached now, in Azure's order.")
        @Required
        @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 512) String> before,
    @JsonPropertyDescription("The same and the new one, in the order that is written.")
        @Required
        @Size(min = 2, max = 17)
        List<@Size(min = 1, max = 512) String> after) {

  /** The lists as they were given. */
  public InterfaceChange {
    before = List.copyOf(requireNonNullElse(before, List.of()));
    after = List.copyOf(requireNonNullElse(after, List.of()));
  }
}
