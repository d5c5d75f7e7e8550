package io.mirrornet.lab.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.mirrornet.lab.cloud.AzureClient;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.CloudContract;
import io.mirrornet.lab.cloud.TestPrincipals;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** The contract, spoken by the Azure SDK over https, with a token for a client secret. */
class SdkContractTest implements CloudContract {

  private final ServedCloud served = new ServedCloud();
  private final AzureClient client = login();

  private AzureClient login() {
    HttpClient http = new JdkHttpClientBuilder(served.http()).build();
    return new SdkClient(
        served.url(),
        http,
        new ClientSecretCredentialBuilder()
            .tenantId(CloudConfig.azure().tenantId())
            .clientId(TestPrincipals.OPERATOR.clientId())
            .clientSecret(ServedCloud.SECRET)
            .authorityHost(served.url() + "/")
            .disableInstanceDiscovery()
            .httpClient(http)
            .build());
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Override
  public AzureClient client() {
    return client;
  }

  @Override
  public <T> T ask(Function<Cloud, T> question) {
    return served.cloud().ask(question);
  }
}
