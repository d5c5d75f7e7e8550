package io.mirrornet.operator.azure.connection;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a cloud is.
 *
 * @param resourceManager scheme and host of Azure Resource Manager, without a path
 * @param authority of the directory that issues tokens
 * @param audience for which the tokens are, as the directory knows it
 * @param published whether it is one of Microsoft's clouds, which the directory's own discovery
 *     knows
 */
public record AzureEndpoints(
    URI resourceManager, URI authority, String audience, boolean published) {

  /** Microsoft's clouds by the names that the Azure CLI gives them. */
  private static final Map<String, AzureEndpoints> PUBLISHED =
      Map.of(
          "AzurePublicCloud",
          published(
              "https://management.azure.com",
              "https://login.microsoftonline.com/",
              "https://management.core.windows.net/"),
          "AzureUSGovernmentCloud",
          published(
              "https://management.usgovcloudapi.net",
              "https://login.microsoftonline.us/",
              "https://management.core.usgovcloudapi.net/"),
          "AzureChinaCloud",
          published(
              "https://management.chinacloudapi.cn",
              "https://login.chinacloudapi.cn/",
              "https://management.core.chinacloudapi.cn/"));

  /** One of Microsoft's clouds; empty for any other name. */
  static Optional<AzureEndpoints> published(String name) {
    return Optional.ofNullable(PUBLISHED.get(name));
  }

  /** The scope of a token request (Microsoft identity platform, {@code .default}). */
  String scope() {
    return audience + "/.default";
  }

  private static AzureEndpoints published(
      String resourceManager, String authority, String audience) {
    return new AzureEndpoints(URI.create(resourceManager), URI.create(authority), audience, true);
  }
}
