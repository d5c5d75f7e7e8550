package io.mirrornet.api.hostroute;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.time.Instant;
import java.util.List;

/** What an agent saw when it was asked: the ground for taking a host down, so never from memory. */
@ApiObject
public record Evidence(
    @JsonPropertyDescription("The number of the request that this answers.") @Required String nonce,
    @JsonPropertyDescription(
            "When the agent began to look, by its own clock. Everything here was seen after that.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant observedAt,
    @JsonPropertyDescription("Each declared member of this node, as seen.")
        @ListMapKeys({"mirror", "instance"})
        List<MemberEvidence> mirrors,
    @JsonPropertyDescription("Each declared port of this node, and whether something listens.")
        @ListMapKeys("port")
        List<PortEvidence> ports) {

  /** Absent lists are empty. */
  public Evidence {
    mirrors = List.copyOf(requireNonNullElse(mirrors, List.of()));
    ports = List.copyOf(requireNonNullElse(ports, List.of()));
  }
}
