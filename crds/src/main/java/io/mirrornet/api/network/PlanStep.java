package io.mirrornet.api.network;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import org.jspecify.annotations.Nullable;

/** One line of the plan. */
@ApiObject
public record PlanStep(
    @JsonPropertyDescription(
            "Due: being done now. Waiting: for what waitsFor names. Later: after those before it.")
        @Required
        PlanState state,
    @JsonPropertyDescription("The host that it concerns; absent where it concerns all.")
        @Nullable String host,
    @JsonPropertyDescription(
            "What is done, in a sentence. Example: attach interface mirrornet-hs-vm-a-2 to"
                + " hs-vm-a.")
        @Required
        String action,
    @JsonPropertyDescription(
            "Who or what is waited for, in a sentence or more, with the command that helps where a"
                + " person is.")
        @Nullable String waitsFor) {}
