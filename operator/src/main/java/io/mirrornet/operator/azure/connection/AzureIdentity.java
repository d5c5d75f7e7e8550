package io.mirrornet.operator.azure.connection;

import java.nio.file.Path;
import java.util.Optional;

/** Who the operator is in Azure, and what it proves that with. No value of it is a secret. */
public sealed interface AzureIdentity {

  /**
   * A service account that an application trusts (federated credential).
   *
   * @param tokenFile the projected token, renewed by the kubelet
   */
  record WorkloadIdentity(String tenantId, String clientId, Path tokenFile)
      implements AzureIdentity {}

  /**
   * The identity of the VM that the operator runs on.
   *
   * @param clientId of a user-assigned identity; empty for the VM's own
   */
  record ManagedIdentity(Optional<String> clientId) implements AzureIdentity {}

  /**
   * An application with a secret.
   *
   * @param secretFile holds the secret and nothing else
   */
  record ClientSecret(String tenantId, String clientId, Path secretFile) implements AzureIdentity {}

  /**
   * An application with a certificate.
   *
   * @param pemFile the certificate and its private key (PKCS #8), in any order
   */
  record ClientCertificate(String tenantId, String clientId, Path pemFile)
      implements AzureIdentity {}
}
