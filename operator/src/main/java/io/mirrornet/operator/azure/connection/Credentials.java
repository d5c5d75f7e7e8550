package io.mirrornet.operator.azure.connection;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Azure's credentials for our identities: without retries, at our cloud, through our client. */
final class Credentials {

  private final AzureEndpoints endpoints;
  private final HttpPipeline pipeline;

  Credentials(AzureEndpoints endpoints, HttpClient http) {
    this.endpoints = endpoints;
    // No policy at all: the default ones would repeat a login on a blocked thread.
    this.pipeline = new HttpPipelineBuilder().httpClient(http).build();
  }

  TokenCredential of(AzureIdentity identity) {
    return switch (identity) {
      case AzureIdentity.WorkloadIdentity(var tenant, var client, var tokenFile) ->
          new SignIn(
              at(new WorkloadIdentityCredentialBuilder(), tenant, client)
                  .tokenFilePath(tokenFile.toString())
                  .build(),
              "the workload identity of application %s in directory %s (token %s)"
                  .formatted(client, tenant, tokenFile),
              "compare the application's federated credential with the operator's service account"
                  + " and the cluster's issuer");
      case AzureIdentity.ManagedIdentity(var client) ->
          new SignIn(
              managed(client.orElse("")),
              "the managed identity %s of this VM".formatted(client.orElse("(system-assigned)")),
              "assign the identity to the VM, and let the pod reach 169.254.169.254");
      case AzureIdentity.ClientSecret(var tenant, var client, var file) ->
          new SignIn(
              new FileCredential(
                  file,
                  secret ->
                      at(new ClientSecretCredentialBuilder(), tenant, client)
                          .clientSecret(secret.strip())
                          .build()),
              "the client secret of application %s in directory %s (file %s)"
                  .formatted(client, tenant, file),
              "put a valid secret of that application into the Secret behind the file");
      case AzureIdentity.ClientCertificate(var tenant, var client, var file) ->
          new SignIn(
              new FileCredential(
                  file,
                  pem ->
                      at(new ClientCertificateCredentialBuilder(), tenant, client)
                          .pemCertificate(
                              new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                          .build()),
              "the client certificate of application %s in directory %s (file %s)"
                  .formatted(client, tenant, file),
              "register the certificate with that application, and put it with its private key"
                  + " into the Secret behind the file");
    };
  }

  private <B extends AadCredentialBuilderBase<B>> B at(B builder, String tenant, String client) {
    B complete =
        builder
            .tenantId(tenant)
            .clientId(client)
            .authorityHost(endpoints.authority().toString())
            .pipeline(pipeline);
    return endpoints.published() ? complete : complete.disableInstanceDiscovery();
  }

  private TokenCredential managed(String client) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder().pipeline(pipeline);
    return (client.isEmpty() ? builder : builder.clientId(client)).build();
  }
}
