package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to Azure Resource Manager, as it came off the wire.
 *
 * @param method the HTTP method, upper case
 * @param path the decoded path, as the client wrote it
 * @param query parameters by lower-case name ({@code api-version}, {@code $expand}, ...)
 * @param headers headers by lower-case name
 * @param body the JSON body, if there is one
 * @param principal who asks, already authenticated
 * @param endpoint scheme and authority that the client used; URLs in answers begin with it
 */
public record ArmRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Optional<JsonNode> body,
    Principal principal,
    String endpoint) {

  /** Where answers point to unless the request says otherwise. */
  public static final String PUBLIC_CLOUD = "https://management.azure.com";

  public ArmRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * A request without headers and body.
   *
   * @param target path and query, percent-encoded as in a request line; an absolute URL, such as a
   *     {@code nextLink} or the {@code Azure-AsyncOperation} of an answer, works too
   */
  public static ArmRequest of(String method, String target, Principal principal) {
    String endpoint = PUBLIC_CLOUD;
    String rest = target;
    int authority = target.indexOf("://");
    if (authority >= 0) {
      int path = target.indexOf('/', authority + 3);
      endpoint = path < 0 ? target : target.substring(0, path);
      rest = path < 0 ? "/" : target.substring(path);
    }
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> query = question < 0 ? Map.of() : parseQuery(rest.substring(question + 1));
    return new ArmRequest(
        method.toUpperCase(Locale.ROOT),
        decodePath(path),
        query,
        Map.of(),
        Optional.empty(),
        principal,
        endpoint);
  }

  /** The same request with a body. */
  public ArmRequest body(JsonNode json) {
    return new ArmRequest(method, path, query, headers, Optional.of(json), principal, endpoint);
  }

  /** The same request with one more header. */
  public ArmRequest header(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name.toLowerCase(Locale.ROOT), value);
    return new ArmRequest(method, path, query, all, body, principal, endpoint);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static Map<String, String> parseQuery(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.putIfAbsent(
            decode(pair.substring(0, equals)).toLowerCase(Locale.ROOT),
            decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** A plus sign in a path is a plus sign. */
  private static String decodePath(String raw) {
    return raw.indexOf('%') < 0 ? raw : decode(raw.replace("+", "%2B"));
  }

  private static String decode(String raw) {
    return raw.indexOf('%') < 0 && raw.indexOf('+') < 0
        ? raw
        : URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }
}
