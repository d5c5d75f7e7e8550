package io.mirrornet.lab.pki;

/** What a certificate may be shown for in TLS (extendedKeyUsage, RFC 5280, 4.2.1.12). */
public enum KeyPurpose {
  /** To be called: {@code id-kp-serverAuth}. */
  SERVER,
  /** To call: {@code id-kp-clientAuth}. */
  CLIENT
}
