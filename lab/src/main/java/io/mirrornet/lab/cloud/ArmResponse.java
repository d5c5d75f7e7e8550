package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of Azure Resource Manager.
 *
 * @param status the HTTP status
 * @param headers headers by the name that Azure writes
 * @param body the JSON body, if there is one. It may be the stored document itself: read it, never
 *     change it
 */
public record ArmResponse(int status, Map<String, String> headers, Optional<JsonNode> body) {

  static ArmResponse of(int status, JsonNode body) {
    return new ArmResponse(status, Map.of(), Optional.of(body));
  }

  static ArmResponse empty(int status) {
    return new ArmResponse(status, Map.of(), Optional.empty());
  }

  /** The {@code error.code} of the body; empty where there is none, as in every success. */
  public String errorCode() {
    return body.map(json -> json.path("error").path("code").asText("")).orElse("");
  }

  /** The value of a header, by its name in any case. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  ArmResponse with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new ArmResponse(status, all, body);
  }

  ArmResponse with(String header, String value) {
    return with(Map.of(header, value));
  }
}
