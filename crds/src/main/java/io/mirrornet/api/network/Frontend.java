package io.mirrornet.api.network;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;

/** What a person says of one frontend. */
@ApiObject
public record Frontend(
    @JsonPropertyDescription(
            "The load balancer's and the frontend's name, divided by a slash. Example:"
                + " ilb-hs/legacy.")
        @Required
        @Size(min = 3, max = 161)
        @ValidationRule(value = Frontend.NAME_RULE, message = Frontend.NAME_MESSAGE)
        String name,
    @JsonPropertyDescription(
            "Mirror: at most one backend serves, the primary; its own ports are probed."
                + " ActiveActive: each backend serves. Ignore: no route leads to it. Default, by"
                + " the health probe: Mirror where its path ends in mirror_status.cxw.")
        @Required
        FrontendKind kind) {

  static final String NAME_RULE = "self.matches('^[^/ ]+/[^/ ]+$')";
  static final String NAME_MESSAGE =
      "must be <load balancer>/<frontend>, such as ilb-hs/registry; az network lb frontend-ip list"
          + " -g <group> --lb-name <load balancer> -o table prints the frontends";
}
