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
        @Size(min = 1, max = 1024)
        @ValidationRule(
            value = "isURL(self) && self.matches('^https?://[^/?#@]+([/?#].*)?$')",
            message =
                "must be an http or https URL without user name and password, such as"
                    + " https://hs-vm-a/rega/csp/bin/mirror_status.cxw")
        String url) {}
