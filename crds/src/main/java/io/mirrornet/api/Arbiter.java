package io.mirrornet.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;

/** Where a mirror's arbiter (an ISCAgent on a third machine) listens. */
@ApiObject
public record Arbiter(
    @JsonPropertyDescription(
            "The arbiter's IPv4 address or DNS name, as the mirror's members have it in their own"
                + " configuration. Example: 10.0.9.4.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value =
                "isIP(self) ? ip(self).family() == 4 :"
                    + " self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')"
                    + " && !self.matches('^[0-9.]+$')",
            message = "must be an IPv4 address such as 10.0.9.4 or a DNS name in lower case")
        String host,
    @JsonPropertyDescription("The TCP port of the arbiter's ISCAgent. Default: 2188.")
        @Default("2188")
        @Min(1)
        @Max(65535)
        int port) {

  private static final int ISC_AGENT = 2188;

  /** An absent port (0) is the ISCAgent's own. */
  public Arbiter {
    port = port == 0 ? ISC_AGENT : port;
  }
}
