package io.mirrornet.lab.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Asks the API server whether it is there.
 *
 * @param site where it can be reached from
 * @param server its address
 * @param client with the certificate of an administrator
 */
record ApiProbe(Site site, URI server, SSLContext client) {

  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  /**
   * Whether a GET of the path gives status 200. The body does not count: while the server starts,
   * it is full of "ok".
   */
  boolean isThere(String path) {
    return site.call(() -> status(path) == HttpsURLConnection.HTTP_OK);
  }

  /** 0 if there was no answer. */
  private int status(String path) {
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection) server.resolve(path).toURL().openConnection();
      connection.setSSLSocketFactory(client.getSocketFactory());
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode();
      } catch (IOException notListeningYet) {
        return 0;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
