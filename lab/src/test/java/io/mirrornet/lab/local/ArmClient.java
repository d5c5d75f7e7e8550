package io.mirrornet.lab.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client of Resource Manager inside a virtual machine: curl, over https, as the operator. */
final class ArmClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final NetworkNamespace inside;
  private final Lab.AzureAccess access;
  private final Path authority;
  private final String token;

  private ArmClient(NetworkNamespace inside, Lab.AzureAccess access, Path authority, String token) {
    this.inside = inside;
    this.access = access;
    this.authority = authority;
    this.token = token;
  }

  /** Logs in with the client secret. */
  static ArmClient login(NetworkNamespace inside, Lab.AzureAccess access, Path directory)
      throws IOException {
    Path authority = Files.writeString(directory.resolve("arm-ca.pem"), access.caPem());
    String answer =
        inside.exec(
            "curl",
            "--silent",
            "--show-error",
            "--cacert",
            authority.toString(),
            "--data",
            "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s.default"
                .formatted(access.clientId(), access.clientSecret(), access.audience()),
            "%s/%s/oauth2/v2.0/token".formatted(access.authority(), access.tenantId()));
    String token = JSON.readTree(answer).path("access_token").asText();
    if (token.isEmpty()) {
      throw new IOException("no token: " + answer);
    }
    return new ArmClient(inside, access, authority, token);
  }

  JsonNode get(String resource) throws IOException {
    return call("GET", resource, "");
  }

  /** A request below the resource group rg-hs, such as {@code Microsoft.Compute/...}. */
  JsonNode call(String method, String resource, String body) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--cacert",
                authority.toString(),
                "--request",
                method,
                "--header",
                "Authorization: Bearer " + token,
                "--header",
                "Content-Type: application/json"));
    if (!method.equals("GET")) {
      command.addAll(List.of("--data", body));
    }
    command.add(
        "%s/subscriptions/%s/resourceGroups/rg-hs/providers/%s?api-version=%s"
            .formatted(
                access.resourceManager(),
                access.subscriptionId(),
                resource,
                resource.startsWith("Microsoft.Compute") ? "2024-07-01" : "2024-05-01"));
    String answer = inside.exec(command.toArray(String[]::new));
    JsonNode json = answer.isEmpty() ? JSON.nullNode() : JSON.readTree(answer);
    if (json.has("error")) {
      throw new IOException(answer);
    }
    return json;
  }

  String id(String resource) {
    return "/subscriptions/%s/resourceGroups/rg-hs/providers/%s"
        .formatted(access.subscriptionId(), resource);
  }
}
