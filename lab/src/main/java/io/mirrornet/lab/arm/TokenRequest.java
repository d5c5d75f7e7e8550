package io.mirrornet.lab.arm;

import io.mirrornet.lab.arm.Directory.Login.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a token as its sender wrote it, and what of it the directory refuses before it asks
 * who is there. The numbers are those of the published list of Entra's error codes.
 */
final class TokenRequest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String DEFAULT_SCOPE = "/.default";

  private final Map<String, String> fields;
  private final Optional<Refused> problem;
  private final boolean second;

  private TokenRequest(Map<String, String> fields, Optional<Refused> problem, boolean second) {
    this.fields = fields;
    this.problem = problem;
    this.second = second;
  }

  /**
   * Reads a request.
   *
   * @param contentType of the body, as sent
   * @param second whether it came to the endpoint of version 2.0, which asks for a scope
   */
  static TokenRequest read(Optional<String> contentType, byte[] body, boolean second) {
    boolean isForm =
        contentType
            .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .filter(FORM::equals)
            .isPresent();
    Map<String, String> fields = new HashMap<>();
    // What is sent as something else is not looked at: its fields are missing.
    String text = isForm ? new String(body, StandardCharsets.UTF_8) : "";
    try {
      for (String pair : text.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (!name.isEmpty() && fields.put(name, value) != null) {
          return new TokenRequest(Map.of(), Optional.of(malformed()), second);
        }
      }
    } catch (IllegalArgumentException e) {
      return new TokenRequest(Map.of(), Optional.of(malformed()), second);
    }
    return new TokenRequest(Map.copyOf(fields), Optional.empty(), second);
  }

  Map<String, String> fields() {
    return fields;
  }

  /** For what the token is asked. */
  String audience() {
    return second
        ? scopes().stream()
            .filter(scope -> scope.endsWith(DEFAULT_SCOPE))
            .findFirst()
            .map(scope -> scope.substring(0, scope.length() - DEFAULT_SCOPE.length()))
            .orElse("")
        : field("resource");
  }

  /** What is wrong with it, whoever sent it; empty if nothing is. */
  Optional<Refused> problem() {
    return problem
        .or(() -> missing("grant_type"))
        .or(() -> missing("client_id"))
        .or(() -> second ? scopeProblem() : missing("resource"));
  }

  /** Whether it is for one of these, which may be written with or without the last slash. */
  Optional<Refused> unknownResource(List<String> resources, String tenant) {
    String asked = bare(audience());
    return resources.stream().map(TokenRequest::bare).anyMatch(asked::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of(
            Refused.of(
                400,
                "invalid_resource",
                500011,
                "The resource principal named %s was not found in the tenant named %s."
                    .formatted(audience(), tenant)));
  }

  private Optional<Refused> missing(String name) {
    return field(name).isBlank()
        ? Optional.of(
            Refused.of(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '%s'.".formatted(name)))
        : Optional.empty();
  }

  private Optional<Refused> scopeProblem() {
    if (fields.containsKey("resource")) {
      return Optional.of(
          Refused.of(
              400,
              "invalid_request",
              901002,
              "The 'resource' request parameter is not supported."));
    }
    if (field("scope").isBlank()) {
      return Optional.of(
          Refused.of(
              400,
              "invalid_request",
              90014,
              "The required field 'scope' is missing from the credential."));
    }
    if (scopes().stream().filter(scope -> scope.endsWith(DEFAULT_SCOPE)).count() > 1) {
      return Optional.of(
          Refused.of(
              400,
              "invalid_request",
              28000,
              "Provided value for the input parameter scope is not valid because it contains more"
                  + " than one resource."));
    }
    return audience().isEmpty()
        ? Optional.of(
            Refused.of(
                400,
                "invalid_scope",
                1002012,
                "The provided value for scope %s is not valid. Client credential flows must have a"
                        .formatted(field("scope"))
                    + " scope value with /.default suffixed to the resource identifier."))
        : Optional.empty();
  }

  private List<String> scopes() {
    return Arrays.stream(field("scope").split(" ", -1)).filter(scope -> !scope.isBlank()).toList();
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static Refused malformed() {
    return Refused.of(
        400, "invalid_request", 9002313, "Invalid request. Request is malformed or invalid.");
  }

  private static String bare(String resource) {
    return resource.endsWith("/") ? bare(resource.substring(0, resource.length() - 1)) : resource;
  }
}
