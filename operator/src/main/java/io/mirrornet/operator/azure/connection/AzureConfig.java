package io.mirrornet.operator.azure.connection;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to reach Azure, as the environment says.
 *
 * @param endpoints {@code MIRRORNET_AZURE_CLOUD}; with {@code Custom} also {@code
 *     MIRRORNET_AZURE_RESOURCE_MANAGER}, {@code MIRRORNET_AZURE_AUTHORITY} and {@code
 *     MIRRORNET_AZURE_AUDIENCE}. Default: AzurePublicCloud
 * @param identity {@code MIRRORNET_AZURE_CREDENTIAL}, with {@code AZURE_TENANT_ID}, {@code
 *     AZURE_CLIENT_ID}, {@code AZURE_FEDERATED_TOKEN_FILE}, {@code MIRRORNET_AZURE_SECRET_FILE}
 *     where it needs them. Default: WorkloadIdentity
 * @param caBundle {@code MIRRORNET_CA_BUNDLE}: PEM file of authorities that are trusted besides the
 *     JDK's
 * @param proxy {@code HTTPS_PROXY} and {@code NO_PROXY}
 */
public record AzureConfig(
    AzureEndpoints endpoints,
    AzureIdentity identity,
    Optional<Path> caBundle,
    Optional<HttpsProxy> proxy) {

  private static final String CLOUD = "MIRRORNET_AZURE_CLOUD";
  private static final String CREDENTIAL = "MIRRORNET_AZURE_CREDENTIAL";
  private static final String SECRET_FILE = "MIRRORNET_AZURE_SECRET_FILE";
  private static final String RESOURCE_MANAGER = "MIRRORNET_AZURE_RESOURCE_MANAGER";
  private static final String AUTHORITY = "MIRRORNET_AZURE_AUTHORITY";
  private static final String AUDIENCE = "MIRRORNET_AZURE_AUDIENCE";

  /**
   * Reads the environment; a blank variable is as good as none.
   *
   * @throws IllegalArgumentException if a variable is missing or makes no sense; the message names
   *     it and says what to write
   */
  public static AzureConfig of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    return new AzureConfig(
        endpoints(variables),
        identity(variables),
        variables.find("MIRRORNET_CA_BUNDLE").map(Path::of),
        HttpsProxy.of(variables));
  }

  private static AzureEndpoints endpoints(Variables variables) {
    String name = variables.find(CLOUD).orElse("AzurePublicCloud");
    if (name.equals("Custom")) {
      return new AzureEndpoints(
          withoutPath(variables, RESOURCE_MANAGER),
          https(variables, AUTHORITY),
          variables.required(AUDIENCE, "name the audience of the cloud's tokens"),
          false);
    }
    for (String custom : List.of(RESOURCE_MANAGER, AUTHORITY, AUDIENCE)) {
      if (variables.find(custom).isPresent()) {
        throw new IllegalArgumentException(
            "%s is only for %s=Custom, but that is %s: remove one of the two"
                .formatted(custom, CLOUD, name));
      }
    }
    return AzureEndpoints.published(name)
        .orElseThrow(() ->
            variables.refused(
                CLOUD, "one of AzurePublicCloud, AzureUSGovernmentCloud, AzureChinaCloud, Custom"));
  }

  private static AzureIdentity identity(Variables variables) {
    String name = variables.find(CREDENTIAL).orElse("WorkloadIdentity");
    return switch (name) {
      case "WorkloadIdentity" ->
          new AzureIdentity.WorkloadIdentity(
              tenant(variables),
              client(variables),
              variables.file(
                  "AZURE_FEDERATED_TOKEN_FILE",
                  "name the file with the projected service account token"));
      case "ManagedIdentity" ->
          new AzureIdentity.ManagedIdentity(variables.find("AZURE_CLIENT_ID"));
      case "ClientSecret" ->
          new AzureIdentity.ClientSecret(
              tenant(variables),
              client(variables),
              variables.file(SECRET_FILE, "name the file with the client secret"));
      case "ClientCertificate" ->
          new AzureIdentity.ClientCertificate(
              tenant(variables),
              client(variables),
              variables.file(SECRET_FILE, "name the PEM file with certificate and private key"));
      default ->
          throw variables.refused(
              CREDENTIAL,
              "one of WorkloadIdentity, ManagedIdentity, ClientSecret, ClientCertificate");
    };
  }

  private static String tenant(Variables variables) {
    return variables.required("AZURE_TENANT_ID", "give the id of the directory");
  }

  private static String client(Variables variables) {
    return variables.required("AZURE_CLIENT_ID", "give the id of the application");
  }

  private static URI withoutPath(Variables variables, String name) {
    URI uri = https(variables, name);
    boolean bare = Stream.of("", "/").anyMatch(uri.getPath()::equals);
    if (!bare || uri.getQuery() != null) {
      throw variables.refused(name, "scheme and host alone, as https://management.example.com");
    }
    return URI.create("https://" + uri.getAuthority());
  }

  private static URI https(Variables variables, String name) {
    String text = variables.required(name, "give its https address");
    URI uri = Variables.uri(text).orElseThrow(() -> variables.refused(name, "an https address"));
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw variables.refused(name, "an https address: tokens are sent over nothing else");
    }
    return uri;
  }
}
