package io.mirrornet.lab.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Keys and certificates as text (RFC 7468). */
public final class Pem {

  /** RFC 7468, 2: lines of exactly 64 characters, but for the last. */
  private static final int LINE = 64;

  private Pem() {}

  /** A certificate: {@code BEGIN CERTIFICATE}. */
  public static String of(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(
          "not encodable: " + certificate.getSubjectX500Principal(), e);
    }
  }

  /** A private key as PKCS #8: {@code BEGIN PRIVATE KEY}. */
  public static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** A public key as SubjectPublicKeyInfo: {@code BEGIN PUBLIC KEY}. */
  public static String of(PublicKey key) {
    return block("PUBLIC KEY", key.getEncoded());
  }

  private static String block(String label, byte[] der) {
    String text = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }
}
