package io.mirrornet.operator.azure.connection;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import io.mirrornet.operator.port.Cloud;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;

/** The JDK's HTTP client as the Azure SDK sees it. */
final class Transport {

  /** A connection that takes longer will not be had. */
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** From the request to the first byte of the answer, and between two bytes of it. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private Transport() {}

  /**
   * A client for tokens and for Resource Manager.
   *
   * @throws IllegalArgumentException if the CA bundle is of no use
   */
  static HttpClient of(AzureConfig config) {
    return of(config, CONNECT);
  }

  /**
   * A client that sends at once or not at all: with connections of its own, which are there within
   * {@link Cloud#SENDING}, TLS included. The JDK's limit is for both.
   */
  static HttpClient prompt(AzureConfig config) {
    return of(config, Cloud.SENDING);
  }

  private static HttpClient of(AzureConfig config, Duration connect) {
    java.net.http.HttpClient.Builder client =
        java.net.http.HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(connect);
    config.caBundle().map(Authorities::with).ifPresent(client::sslContext);
    config.proxy().map(Selector::new).ifPresent(client::proxy);
    return new JdkHttpClientBuilder(client)
        // Otherwise it would read the proxy from the environment itself.
        .configuration(Configuration.NONE)
        .connectionTimeout(connect)
        .responseTimeout(ANSWER)
        .readTimeout(ANSWER)
        .writeTimeout(ANSWER)
        .build();
  }

  /** What the JDK's client asks before each connection. */
  private static final class Selector extends ProxySelector {

    private final HttpsProxy proxy;

    Selector(HttpsProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
      // Resolved at each connection: the address behind the name may change.
      return proxy.serves(uri)
          ? List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
          : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // The request fails with it; there is no other proxy to try.
    }
  }
}
