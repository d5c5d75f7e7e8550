package io.mirrornet.api.disruption;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host before it was touched. */
@ApiObject
public record Baseline(
    @JsonPropertyDescription(
            "The roles of the instances on the host. Afterwards each is at least the same.")
        @ListMapKeys({"mirror", "instance"})
        List<Role> roles,
    @JsonPropertyDescription(
            "Whether a person had cordoned the node; then it stays cordoned afterwards.")
        @Required
        boolean cordoned,
    @JsonPropertyDescription("The interfaces of the virtual machine, in Azure's order.")
        List<Interface> interfaces,
    @JsonPropertyDescription("Azure's power state. Example: PowerState/running.") @Required
        String powerState,
    @JsonPropertyDescription(
            "The node's addresses as type=address. Afterwards they are the same. Example:"
                + " InternalIP=10.2.1.4.")
        List<String> nodeAddresses,
    @JsonPropertyDescription(
            "The node's bootID. Afterwards it is another one, which proves that it was restarted.")
        @Required
        String bootId) {

  /** Absent lists are empty. */
  public Baseline {
    roles = List.copyOf(requireNonNullElse(roles, List.of()));
    interfaces = List.copyOf(requireNonNullElse(interfaces, List.of()));
    nodeAddresses = List.copyOf(requireNonNullElse(nodeAddresses, List.of()));
  }

  /** The role of an instance. */
  @ApiObject
  public record Role(
      @JsonPropertyDescription("The mirror's name.") @Required String mirror,
      @JsonPropertyDescription("The instance's name.") @Required String instance,
      @JsonPropertyDescription("Its role.") @Required MemberRole role) {}

  /** An interface, as the virtual machine refers to it. */
  @ApiObject
  public record Interface(
      @JsonPropertyDescription("Its Azure resource id.") @Required String id,
      @JsonPropertyDescription(
              "Whether it is marked as the primary one. Absent: not marked in either way.")
          @Nullable Boolean primary,
      @JsonPropertyDescription(
              "What happens to it when the virtual machine is deleted: Delete or Detach. Absent:"
                  + " not said.")
          @Nullable String deleteOption) {}
}
