package io.mirrornet.operator.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureConfigTest {

  private static final Map<String, String> WORKLOAD =
      Map.of(
          "AZURE_TENANT_ID", "t",
          "AZURE_CLIENT_ID", "c",
          "AZURE_FEDERATED_TOKEN_FILE", "/var/run/token");

  private static final Map<String, String> CUSTOM =
      Map.of(
          "MIRRORNET_AZURE_CLOUD", "Custom",
          "MIRRORNET_AZURE_RESOURCE_MANAGER", "https://arm.example.com:8443/",
          "MIRRORNET_AZURE_AUTHORITY", "https://login.example.com/adfs/",
          "MIRRORNET_AZURE_AUDIENCE", "https://arm.example.com");

  @Test
  void withoutMoreItIsAWorkloadIdentityInThePublicCloud() {
    AzureConfig config = AzureConfig.of(WORKLOAD);

    assertThat(config.identity())
        .isEqualTo(new AzureIdentity.WorkloadIdentity("t", "c", Path.of("/var/run/token")));
    assertThat(config.endpoints().resourceManager()).hasToString("https://management.azure.com");
    assertThat(config.endpoints().scope())
        .isEqualTo("https://management.core.windows.net//.default");
    assertThat(config.caBundle()).isEmpty();
    assertThat(config.proxy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AzureUSGovernmentCloud, https://management.usgovcloudapi.net,"
        + " https://login.microsoftonline.us/",
    "AzureChinaCloud, https://management.chinacloudapi.cn, https://login.chinacloudapi.cn/"
  })
  void eachCloudHasItsOwnAddresses(String cloud, String resourceManager, String authority) {
    AzureEndpoints endpoints =
        AzureConfig.of(with(WORKLOAD, Map.of("MIRRORNET_AZURE_CLOUD", cloud))).endpoints();

    assertThat(endpoints.resourceManager()).hasToString(resourceManager);
    assertThat(endpoints.authority()).hasToString(authority);
    assertThat(endpoints.published()).isTrue();
  }

  @Test
  void aCloudOfOnesOwnIsDescribed() {
    AzureEndpoints endpoints = AzureConfig.of(with(WORKLOAD, CUSTOM)).endpoints();

    assertThat(endpoints.resourceManager()).hasToString("https://arm.example.com:8443");
    assertThat(endpoints.authority()).hasToString("https://login.example.com/adfs/");
    assertThat(endpoints.scope()).isEqualTo("https://arm.example.com/.default");
    assertThat(endpoints.published()).isFalse();
  }

  @Test
  void aManagedIdentityNeedsNoDirectory() {
    Map<String, String> own = Map.of("MIRRORNET_AZURE_CREDENTIAL", "ManagedIdentity");

    assertThat(AzureConfig.of(own).identity())
        .isEqualTo(new AzureIdentity.ManagedIdentity(Optional.empty()));
    assertThat(AzureConfig.of(with(own, Map.of("AZURE_CLIENT_ID", "c"))).identity())
        .isEqualTo(new AzureIdentity.ManagedIdentity(Optional.of("c")));
  }

  @ParameterizedTest
  @CsvSource({
    "MIRRORNET_AZURE_CLOUD, Mars, MIRRORNET_AZURE_CLOUD=\"Mars\" is not one of AzurePublicCloud",
    "MIRRORNET_AZURE_CREDENTIAL, Password, MIRRORNET_AZURE_CREDENTIAL=\"Password\" is not one of",
    "MIRRORNET_AZURE_CREDENTIAL, ClientSecret, MIRRORNET_AZURE_SECRET_FILE is not set",
    "MIRRORNET_AZURE_CREDENTIAL, ClientCertificate, MIRRORNET_AZURE_SECRET_FILE is not set",
    "AZURE_TENANT_ID, ' ', AZURE_TENANT_ID is not set",
    "AZURE_FEDERATED_TOKEN_FILE, '', AZURE_FEDERATED_TOKEN_FILE is not set",
    "MIRRORNET_AZURE_AUDIENCE, x, MIRRORNET_AZURE_AUDIENCE is only for"
        + " MIRRORNET_AZURE_CLOUD=Custom",
    "HTTPS_PROXY, socks5://p:1080, HTTPS_PROXY=\"socks5://p:1080\" is not an address such as"
  })
  void whatMakesNoSenseIsRefusedByItsName(String name, String value, String message) {
    assertThatThrownBy(() -> AzureConfig.of(with(WORKLOAD, Map.of(name, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "MIRRORNET_AZURE_RESOURCE_MANAGER, '', is not set",
    "MIRRORNET_AZURE_RESOURCE_MANAGER, http://arm.example.com, is not an https address",
    "MIRRORNET_AZURE_RESOURCE_MANAGER, https://arm.example.com/x, is not scheme and host alone",
    "MIRRORNET_AZURE_AUTHORITY, login, is not an https address",
    "MIRRORNET_AZURE_AUDIENCE, '', is not set"
  })
  void aCloudOfOnesOwnIsDescribedInFull(String name, String value, String message) {
    assertThatThrownBy(() -> AzureConfig.of(with(with(WORKLOAD, CUSTOM), Map.of(name, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name)
        .hasMessageContaining(message);
  }

  @Test
  void aPasswordInTheAddressOfTheProxyIsRefusedAndNotRepeated() {
    assertThatThrownBy(() ->
            AzureConfig.of(with(WORKLOAD, Map.of("HTTPS_PROXY", "http://me:hush@proxy:3128"))))
        .hasMessageStartingWith("HTTPS_PROXY holds a user name")
        .hasMessageNotContaining("hush");
  }

  private static Map<String, String> with(Map<String, String> base, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(base);
    all.putAll(more);
    return all;
  }
}
