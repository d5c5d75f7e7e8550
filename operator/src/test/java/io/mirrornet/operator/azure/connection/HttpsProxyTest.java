package io.mirrornet.operator.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpsProxyTest {

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example.com:8080, proxy.example.com, 8080",
    "proxy.example.com, proxy.example.com, 3128",
    "10.0.0.3:3128, 10.0.0.3, 3128"
  })
  void itIsWrittenWithSchemeAndPortOrWithout(String text, String host, int port) {
    HttpsProxy proxy = proxy(text, "").orElseThrow();

    assertThat(proxy.host()).isEqualTo(host);
    assertThat(proxy.port()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://management.azure.com/, true",
    "'', http://169.254.169.254/metadata, false",
    "'*', https://management.azure.com/, false",
    "azure.com, https://management.azure.com/, false",
    "AZURE.com, https://azure.com/, false",
    ".azure.com, https://management.azure.com/, false",
    ".azure.com, https://azure.com/, true",
    "azure.com, https://notazure.com/, true",
    "'a.example, azure.com', https://management.azure.com/, false",
    "azure.com:8443, https://management.azure.com/, true",
    "azure.com:8443, https://management.azure.com:8443/, false",
    "10.0.0.0/8, https://10.1.2.3/, false",
    "10.0.0.0/8, https://11.1.2.3/, true",
    "10.1.2.3, https://10.1.2.3/, false",
    "2.3, https://10.1.2.3/, true"
  })
  void whatIsNamedIsReachedWithoutIt(String direct, String uri, boolean served) {
    assertThat(proxy("proxy:3128", direct).orElseThrow().serves(URI.create(uri))).isEqualTo(served);
  }

  @Test
  void smallLettersDoAsWell() {
    Variables small = new Variables(Map.of("https_proxy", "proxy:3128", "no_proxy", "*"));

    assertThat(HttpsProxy.of(small).orElseThrow().serves(URI.create("https://x/"))).isFalse();
  }

  private static Optional<HttpsProxy> proxy(String address, String direct) {
    return HttpsProxy.of(new Variables(Map.of("HTTPS_PROXY", address, "NO_PROXY", direct)));
  }
}
