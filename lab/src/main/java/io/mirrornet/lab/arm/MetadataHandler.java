package io.mirrornet.lab.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;

/**
 * {@code /metadata/endpoints}: where a client that knows only Resource Manager finds the rest of a
 * cloud. It needs no token.
 */
final class MetadataHandler implements HttpHandler {

  private final String tenantId;
  private final List<String> audiences;

  MetadataHandler(String tenantId, List<String> audiences) {
    this.tenantId = tenantId;
    this.audiences = audiences;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String version =
        Http.pairs(String.valueOf(exchange.getRequestURI().getRawQuery()))
            .getOrDefault("api-version", "");
    String host = ArmServer.endpoint(exchange);
    Http.send(exchange, 200, document(host, version));
  }

  /** The oldest form is an object, then came a list of clouds, and now an object again. */
  private JsonNode document(String host, String version) {
    if (version.compareTo("2018-05-01") < 0) {
      ObjectNode old = Http.JSON.createObjectNode();
      old.put("galleryEndpoint", host + "/").put("graphEndpoint", host + "/");
      old.put("portalEndpoint", host + "/");
      old.set("authentication", authentication(host));
      return old;
    }
    return version.compareTo("2022-09-01") < 0
        ? Http.JSON.createArrayNode().add(cloud(host))
        : cloud(host);
  }

  private ObjectNode cloud(String host) {
    ObjectNode cloud = Http.JSON.createObjectNode();
    cloud.put("name", "LocalCloud").put("portal", host + "/");
    cloud.set("authentication", authentication(host));
    cloud.put("resourceManager", host + "/");
    for (String service :
        List.of(
            "graph", "graphAudience", "microsoftGraphResourceId", "gallery", "batch", "media")) {
      cloud.put(service, host + "/");
    }
    cloud.put("sqlManagement", host + "/");
    cloud.put("activeDirectoryDataLake", host + "/").put("vmImageAliasDoc", host + "/");
    ObjectNode suffixes = cloud.putObject("suffixes");
    suffixes.put("storage", "core.local").put("keyVaultDns", "vault.local");
    suffixes.put("sqlServerHostname", "database.local").put("acrLoginServer", "registry.local");
    return cloud;
  }

  private ObjectNode authentication(String host) {
    ObjectNode authentication = Http.JSON.createObjectNode();
    authentication.put("loginEndpoint", host + "/");
    audiences.forEach(authentication.putArray("audiences")::add);
    authentication.put("tenant", tenantId).put("identityProvider", "AAD");
    return authentication;
  }
}
