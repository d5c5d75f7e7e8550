package io.mirrornet.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;

/** A page of an instance that tells its role. */
@ApiObject
public record MemberEndpoint(
    @JsonPropertyDescription(
            "The page's http or https address, without user name and password: it is read without"
                + " a login, from the host that the instance runs on. Example:"
                + " https://hs-vm-a/rega/csp/bin/mirror_status.cxw.")
        @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = "isURL(self) && self.matches('" + MemberEndpoint.NOTATION + "')",
            message =
                "must be an http or https URL without user name and password, such as"
                    + " https://hs-vm-a/rega/csp/bin/mirror_status.cxw; its host is a DNS name"
                    + " (which has no underscore) or an IPv4 address, and what is neither a letter"
                    + " nor a digit nor one of -._~!$&()*+,;=:@/? is written as %20 is")
        String url) {

  /**
   * What the API server accepts: less than its own {@code isURL}, and nothing that {@link
   * java.net.URI} or the HTTP client of the JDK refuses.
   */
  public static final String NOTATION =
      "^https?://[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?([.][A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*"
          + "(:[0-9]{1,5})?([/?]([-A-Za-z0-9._~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?$";
}
