package io.mirrornet.lab.pki;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A certificate with its key.
 *
 * @param certificate what others see
 * @param key proves that the certificate is ours; {@link #toString} does not show it
 * @param authority who issued it
 */
public record Identity(X509Certificate certificate, PrivateKey key, X509Certificate authority) {

  /** The certificate as PEM. */
  public String certificatePem() {
    return Pem.of(certificate);
  }

  /** The key as PEM (PKCS #8). */
  public String keyPem() {
    return Pem.of(key);
  }

  /**
   * A PKCS #12 store in memory that holds the key and its certificate under {@code identity}.
   *
   * @param password protects the key when the store is written to a file
   */
  public KeyStore keyStore(char[] password) {
    return Tls.keyStore(this, password);
  }

  /**
   * TLS that shows this certificate and trusts what its authority issued: for a server as for a
   * client.
   */
  public SSLContext sslContext() {
    return Tls.context(Optional.of(this), authority);
  }

  /** The subject and the serial number. */
  @Override
  public String toString() {
    return "%s, serial %x"
        .formatted(certificate.getSubjectX500Principal(), certificate.getSerialNumber());
  }
}
