package io.mirrornet.operator.azure.connection;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import java.net.URI;

/**
 * An open way to Resource Manager.
 *
 * @param resourceManager scheme and host
 * @param pipeline sends each request once: nothing is repeated, nothing is logged, no provider is
 *     registered on the way
 */
public record Connection(URI resourceManager, HttpPipeline pipeline) {

  private static final String APPLICATION = "mirrornet-operator";

  /**
   * Prepares the way; nobody is asked yet.
   *
   * @throws IllegalArgumentException if the CA bundle is of no use
   */
  public static Connection open(AzureConfig config) {
    return open(config, Transport.of(config), Transport.prompt(config));
  }

  static Connection open(AzureConfig config, HttpClient http, HttpClient prompt) {
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(
                new UserAgentPolicy(APPLICATION),
                new RequestIdPolicy(),
                new AddHeadersFromContextPolicy(),
                new BearerTokenAuthenticationPolicy(
                    new Credentials(config.endpoints(), http).of(config.identity()),
                    config.endpoints().scope()),
                new LastWord(prompt))
            .build();
    return new Connection(config.endpoints().resourceManager(), pipeline);
  }
}
