package io.mirrornet.lab.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory over HTTP: discovery (OpenID Connect Discovery 1.0), keys (RFC 7517), instance
 * discovery, and tokens. The path begins with the tenant, as on {@code login.microsoftonline.com}.
 */
final class DirectoryHandler implements HttpHandler {

  /** For what a tenant gives tokens: Resource Manager, and some that everybody has. */
  private static final List<String> RESOURCES =
      Stream.concat(
              ArmServer.AUDIENCES.stream(),
              Stream.of(
                  "https://vault.azure.net",
                  "https://graph.microsoft.com",
                  "https://storage.azure.com"))
          .toList();

  private final Directory directory;
  private final Tokens tokens;
  private final InstantSource clock;

  DirectoryHandler(Directory directory, Tokens tokens, InstantSource clock) {
    this.directory = directory;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Whether a path is the directory's. */
  static boolean serves(String path) {
    return path.endsWith("/.well-known/openid-configuration")
        || path.endsWith("/oauth2/v2.0/token")
        || path.endsWith("/oauth2/token")
        || path.endsWith("/discovery/v2.0/keys")
        || path.endsWith("/discovery/keys")
        || path.endsWith("/discovery/instance");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String host = ArmServer.endpoint(exchange);
    String tenant = path.substring(1, Math.max(1, path.indexOf('/', 1)));
    if (path.endsWith("/discovery/instance")) {
      instance(exchange, host);
    } else if (!tenant.equalsIgnoreCase(directory.tenantId()) && !alias(tenant)) {
      refuse(
          exchange,
          new Directory.Login.Refused(
              400,
              path.endsWith("/token") ? "invalid_request" : "invalid_tenant",
              90002,
              "Tenant '%s' not found.".formatted(tenant)));
    } else if (path.endsWith("/openid-configuration")) {
      Http.send(exchange, 200, configuration(host, path.contains("/v2.0/")));
    } else if (path.endsWith("/keys")) {
      Http.send(
          exchange,
          200,
          Http.json(tokens.publicKeys().toString().getBytes(StandardCharsets.UTF_8)));
    } else {
      token(exchange, host);
    }
  }

  private static boolean alias(String tenant) {
    return switch (tenant.toLowerCase(Locale.ROOT)) {
      case "common", "organizations" -> true;
      default -> false;
    };
  }

  private void token(HttpExchange exchange, String host) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      refuse(
          exchange,
          new Directory.Login.Refused(
              400,
              "invalid_request",
              900561,
              "The endpoint only accepts POST requests. Received a %s request."
                  .formatted(exchange.getRequestMethod())));
      return;
    }
    TokenRequest request =
        TokenRequest.read(
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
            exchange.getRequestBody().readAllBytes(),
            exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token"));
    Directory.Login login =
        request
            .problem()
            .<Directory.Login>map(refused -> refused)
            .orElseGet(() -> login(request, host));
    switch (login) {
      case Directory.Login.Granted(var principal) -> {
        String token = tokens.issue(principal, issuer(host), request.audience());
        Http.send(exchange, 200, grant(token, request.fields()));
      }
      case Directory.Login.Refused refused -> refuse(exchange, refused);
    }
  }

  private Directory.Login login(TokenRequest request, String host) {
    String base = host + "/" + directory.tenantId();
    List<String> audiences =
        List.of(base + "/oauth2/v2.0/token", base + "/oauth2/token", base + "/v2.0", issuer(host));
    Directory.Login login = directory.login(request.fields(), audiences);
    Optional<Directory.Login.Refused> unknown =
        request.unknownResource(RESOURCES, directory.tenantId());
    return login instanceof Directory.Login.Granted && unknown.isPresent() ? unknown.get() : login;
  }

  private ObjectNode grant(String token, Map<String, String> form) {
    long seconds = Tokens.LIFETIME.toSeconds();
    ObjectNode grant = Http.JSON.createObjectNode();
    grant.put("token_type", "Bearer");
    grant.put("expires_in", seconds).put("ext_expires_in", seconds);
    if (form.containsKey("resource")) {
      Instant now = clock.instant();
      grant.put("expires_on", Long.toString(now.getEpochSecond() + seconds));
      grant.put("not_before", Long.toString(now.getEpochSecond()));
      grant.put("resource", form.get("resource"));
    }
    return grant.put("access_token", token);
  }

  private void refuse(HttpExchange exchange, Directory.Login.Refused refused) throws IOException {
    String trace = UUID.randomUUID().toString();
    ObjectNode body = Http.JSON.createObjectNode();
    body.put("error", refused.error());
    body.put(
        "error_description",
        "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
            .formatted(refused.number(), refused.why(), trace, trace, clock.instant()));
    body.putArray("error_codes").add(refused.number());
    body.put("timestamp", clock.instant().toString()).put("trace_id", trace);
    body.put("correlation_id", trace);
    Http.send(exchange, refused.status(), body);
  }

  private String issuer(String host) {
    return host + "/" + directory.tenantId() + "/v2.0";
  }

  private JsonNode configuration(String host, boolean second) {
    String base = host + "/" + directory.tenantId();
    ObjectNode document = Http.JSON.createObjectNode();
    document.put("token_endpoint", base + (second ? "/oauth2/v2.0/token" : "/oauth2/token"));
    document
        .putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_post")
        .add("private_key_jwt");
    document.put("jwks_uri", base + "/discovery/v2.0/keys");
    document.putArray("response_modes_supported").add("query").add("form_post");
    document.putArray("subject_types_supported").add("pairwise");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    document.putArray("response_types_supported").add("code");
    document.putArray("scopes_supported").add("openid").add("profile").add("offline_access");
    document.put("issuer", issuer(host));
    document.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
    document.put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode");
    document.put("end_session_endpoint", base + "/oauth2/v2.0/logout");
    document.put("tenant_region_scope", "EU");
    document.put("cloud_instance_name", URI.create(host).getAuthority());
    return document;
  }

  /** What MSAL asks before it trusts an authority. */
  private void instance(HttpExchange exchange, String host) throws IOException {
    Optional<String> tenant = askedTenant(exchange, host);
    if (tenant.isEmpty()) {
      refuse(
          exchange,
          new Directory.Login.Refused(
              400, "invalid_instance", 50049, "Unknown or invalid instance."));
      return;
    }
    Http.send(exchange, 200, instance(host, tenant.get()));
  }

  private static Optional<String> askedTenant(HttpExchange exchange, String host) {
    try {
      Map<String, String> query =
          Http.pairs(String.valueOf(exchange.getRequestURI().getRawQuery()));
      URI asked = new URI(query.getOrDefault("authorization_endpoint", host + "/common/"));
      return Optional.ofNullable(asked.getPath())
          .map(path -> path.replaceFirst("^/([^/]*).*$", "$1"));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JsonNode instance(String host, String tenant) {
    String authority = URI.create(host).getAuthority();
    ObjectNode document = Http.JSON.createObjectNode();
    document.put(
        "tenant_discovery_endpoint",
        "%s/%s/v2.0/.well-known/openid-configuration".formatted(host, tenant));
    document.put("api-version", "1.1");
    ObjectNode metadata = document.putArray("metadata").addObject();
    metadata.put("preferred_network", authority).put("preferred_cache", authority);
    metadata.putArray("aliases").add(authority);
    return document;
  }
}
