package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A request on its way through the cloud.
 *
 * @param request what came in
 * @param path its path, taken apart
 * @param apiVersion its {@code api-version}
 * @param access asks whether its principal may also use what it links to
 * @param faults the injected faults that it met
 */
record Call(
    ArmRequest request, ArmPath path, String apiVersion, LinkedAccess access, Faults.Met faults) {

  /** The body as an object, which every PUT and PATCH has. */
  ObjectNode body() {
    return request
        .body()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseThrow(
            () -> ResourceErrors.invalidContent("the body must be a JSON object").refusal());
  }

  /** Refuses a write whose conditions do not hold for what is there. */
  void checkConditions(ArmId id, Optional<Resource> existing) {
    request
        .header("if-match")
        .filter(given -> existing.map(there -> !matches(given, there.etag())).orElse(true))
        .ifPresent(given -> {
          throw ResourceErrors.preconditionFailed(
                  id, given, existing.map(Resource::etag).orElse("(none)"))
              .refusal();
        });
    request
        .header("if-none-match")
        .filter(given -> existing.map(there -> matches(given, there.etag())).orElse(false))
        .ifPresent(given -> {
          throw ResourceErrors.preconditionFailed(
                  id, given, existing.map(Resource::etag).orElse("(none)"))
              .refusal();
        });
  }

  /** Some clients send {@code "5"} with its quotes, some without. */
  private static boolean matches(String given, String etag) {
    return given.equals("*") || bare(given).equals(bare(etag));
  }

  private static String bare(String etag) {
    return etag.replace("W/", "").replace("\"", "");
  }
}
