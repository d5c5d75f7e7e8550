package io.mirrornet.lab.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mirrornet.lab.pki.Identity;
import io.mirrornet.lab.pki.Pem;
import java.net.URI;
import java.util.Base64;

/**
 * How a user calls the API server.
 *
 * @param server where it answers
 * @param identity the user's client certificate, with the authority that both sides trust
 */
public record Kubeconfig(URI server, Identity identity) {

  static final String FILE_NAME = "kubeconfig";

  /** The file that Kubernetes' clients read, with certificates and key inside. */
  public String yaml() {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: lab
      cluster: {server: "%s", certificate-authority-data: %s}
    users:
    - name: user
      user: {client-certificate-data: %s, client-key-data: %s}
    contexts:
    - name: lab
      context: {cluster: lab, user: user}
    current-context: lab
    """
        .formatted(
            server,
            base64(Pem.of(identity.authority())),
            base64(identity.certificatePem()),
            base64(identity.keyPem()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
  }
}
