package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.Arbiter;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import io.mirrornet.api.schema.UniqueItems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mirror as a person declares it. */
@ApiObject
public record Mirror(
    @JsonPropertyDescription("The mirror's name, as its members have it. Example: REGISTRY.")
        @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = Mirror.NAME_RULE,
            message =
                "must begin with a letter or digit and go on with letters, digits, '-', '_' and"
                    + " '.', such as REGISTRY")
        String name,
    @JsonPropertyDescription(
            "The frontends whose pool holds the mirror's members, each as"
                + " <load balancer>/<frontend>. They are probed on the members'"
                + " superserver ports. Example: [ilb-hs/registry].")
        @Size(max = 16)
        @UniqueItems
        @ValidationRule(
            value = "self.all(name, name.matches('^[^/ ]+/[^/ ]+$'))",
            message = Frontend.NAME_MESSAGE)
        List<@Size(min = 3, max = 161) String> frontends,
    @JsonPropertyDescription(
            "The mirror's arbiter. When it is named, no host of the mirror is taken down while it"
                + " is out of reach: without it a primary that loses its host is not replaced.")
        @Nullable Arbiter arbiter,
    @JsonPropertyDescription(
            "The mirror's members: the failover members and the async ones, each on its host."
                + " A member that is missing here is not looked after, and may be cut off.")
        @Required
        @Size(min = 1, max = 16)
        @ListMapKeys({"host", "instance"})
        List<Member> members) {

  static final String NAME_RULE = "self.matches('^[A-Za-z0-9][A-Za-z0-9_.-]*$')";

  /** Absent lists are empty. */
  public Mirror {
    frontends = List.copyOf(requireNonNullElse(frontends, List.of()));
    members = List.copyOf(requireNonNullElse(members, List.of()));
  }
}
