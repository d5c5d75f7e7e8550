package io.mirrornet.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A client of the API server that adds nothing of its own, unlike kubectl. */
final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> PLURALS =
      Map.of(
          "HealthShareMirrorNetwork", "healthsharemirrornetworks",
          "MirrorHostRoute", "mirrorhostroutes",
          "HostDisruption", "hostdisruptions");

  private final HttpClient http;
  private final URI server;
  private final Optional<String> token;

  private ApiClient(HttpClient http, URI server, Optional<String> token) {
    this.http = http;
    this.server = server;
    this.token = token;
  }

  static ApiClient of(URI server, SSLContext tls) {
    return new ApiClient(HttpClient.newBuilder().sslContext(tls).build(), server, Optional.empty());
  }

  ApiClient withToken(String bearer) {
    return new ApiClient(http, server, Optional.of(bearer));
  }

  /** Creates the object with strict validation. */
  Answer create(JsonNode object) {
    return send("POST", collection(object) + "?fieldValidation=Strict", object);
  }

  /** Asks whether the object could be created, with strict validation. */
  Answer dryCreate(JsonNode object) {
    return send("POST", collection(object) + "?dryRun=All&fieldValidation=Strict", object);
  }

  /** Asks the same without a word about validation. */
  Answer dryCreateCarelessly(JsonNode object) {
    return send("POST", collection(object) + "?dryRun=All", object);
  }

  Answer get(JsonNode object) {
    return send("GET", path(object), null);
  }

  Answer replace(JsonNode object) {
    return send("PUT", path(object) + "?fieldValidation=Strict", object);
  }

  Answer dryReplace(JsonNode object) {
    return send("PUT", path(object) + "?dryRun=All&fieldValidation=Strict", object);
  }

  Answer replaceStatus(JsonNode object) {
    return send("PUT", path(object) + "/status?fieldValidation=Strict", object);
  }

  Answer delete(JsonNode object) {
    return send("DELETE", path(object), null);
  }

  private Answer send(String method, String path, @Nullable JsonNode body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.resolve(path))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().allValues("Warning"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the API server was asked", e);
    }
  }

  private static String collection(JsonNode object) {
    return "/apis/mirrornet.io/v1alpha1/namespaces/%s/%s"
        .formatted(
            object.at("/metadata/namespace").asText(), PLURALS.get(object.path("kind").asText()));
  }

  private static String path(JsonNode object) {
    return collection(object) + "/" + object.at("/metadata/name").asText();
  }
}
