package io.mirrornet.operator.azure.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are trusted: the JDK's authorities and those of a PEM bundle. */
final class Authorities {

  private Authorities() {}

  /**
   * TLS that trusts both.
   *
   * @throws IllegalArgumentException if the bundle cannot be read or holds no certificate
   */
  static SSLContext with(Path bundle) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate authority :
          Stream.concat(usual().stream(), certificates(bundle).stream()).toList()) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(store).toArray(TrustManager[]::new), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no usable TLS", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path bundle) {
    try (InputStream pem = Files.newInputStream(bundle)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw refused(bundle, "it holds no certificate", null);
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw refused(bundle, String.valueOf(e), e);
    }
  }

  private static IllegalArgumentException refused(
      Path bundle, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "MIRRORNET_CA_BUNDLE=\"%s\": %s; give a PEM file of certificates".formatted(bundle, why),
        cause);
  }

  /** The authorities that the JDK trusts by itself. */
  private static List<X509Certificate> usual() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return managers(factory).flatMap(manager -> Stream.of(manager.getAcceptedIssuers())).toList();
  }

  private static List<X509TrustManager> trust(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return managers(factory).toList();
  }

  private static Stream<X509TrustManager> managers(TrustManagerFactory factory) {
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast);
  }
}
