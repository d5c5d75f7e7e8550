package io.mirrornet.lab.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Identities in the forms that the JDK's TLS takes. */
final class Tls {

  /** The store never leaves the memory of this process. */
  private static final char[] IN_MEMORY = {};

  private Tls() {}

  static SSLContext context(Optional<Identity> shown, X509Certificate trusted) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore roots = empty();
      roots.setCertificateEntry("authority", trusted);
      trust.init(roots);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          shown.map(Tls::keyManagers).orElseGet(() -> new KeyManager[0]),
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw Keys.missing("TLS", e);
    }
  }

  static KeyStore keyStore(Identity identity, char[] password) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "identity",
          identity.key(),
          password,
          new X509Certificate[] {identity.certificate(), identity.authority()});
      return store;
    } catch (GeneralSecurityException e) {
      throw Keys.missing("PKCS #12 stores", e);
    }
  }

  private static KeyManager[] keyManagers(Identity identity) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(identity, IN_MEMORY), IN_MEMORY);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw Keys.missing("key managers", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("an empty key store is read from nowhere", e);
    }
  }
}
