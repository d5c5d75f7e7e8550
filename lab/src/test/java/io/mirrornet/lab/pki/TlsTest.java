package io.mirrornet.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Handshakes over loopback, with the name checks that HTTPS clients make. */
class TlsTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CertificateAuthority authority = authority();
  private final Identity server =
      authority.issue(
          CertificateRequest.server("arm", SubjectName.of(Ipv4Address.parse("127.0.0.1"))));

  @Test
  void aClientThatTrustsTheAuthorityTalksToItsServer() throws Exception {
    String peer = handshake(server.sslContext(), authority.clientContext(), false);

    assertThat(peer).isEqualTo("nobody");
  }

  @Test
  void aServerThatAsksSeesTheClientsName() throws Exception {
    Identity client = authority.issue(CertificateRequest.client("admin", "system:masters"));

    String peer = handshake(server.sslContext(), client.sslContext(), true);

    assertThat(peer).isEqualTo("CN=admin,O=system:masters");
  }

  @Test
  void aClientThatTrustsAnotherAuthorityRefusesTheServer() {
    assertThatThrownBy(() -> handshake(server.sslContext(), authority().clientContext(), false))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aServerUnderAnotherAddressIsRefused() {
    Identity elsewhere =
        authority.issue(
            CertificateRequest.server("arm", SubjectName.of(Ipv4Address.parse("127.0.0.2"))));

    assertThatThrownBy(() -> handshake(elsewhere.sslContext(), authority.clientContext(), false))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void aClientCertificateIsNoServerCertificate() {
    Identity client = authority.issue(CertificateRequest.client("admin"));

    assertThatThrownBy(() -> handshake(client.sslContext(), authority.clientContext(), false))
        .isInstanceOf(SSLException.class);
  }

  /** Connects, and says whom the server saw. */
  private static String handshake(SSLContext server, SSLContext client, boolean mutual)
      throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ExecutorService accepting = Executors.newVirtualThreadPerTaskExecutor();
        SSLServerSocket listener =
            (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listener.setNeedClientAuth(mutual);
      CompletableFuture<String> peer =
          CompletableFuture.supplyAsync(() -> accept(listener, mutual), accepting);
      try (SSLSocket socket =
          (SSLSocket) client.getSocketFactory().createSocket(loopback, listener.getLocalPort())) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getInputStream().read()).isEqualTo('!');
        return peer.join();
      }
    }
  }

  private static String accept(SSLServerSocket listener, boolean mutual) {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.startHandshake();
      String peer = mutual ? socket.getSession().getPeerPrincipal().getName() : "nobody";
      socket.getOutputStream().write('!');
      return peer;
    } catch (IOException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static CertificateAuthority authority() {
    return CertificateAuthority.create("lab", InstantSource.system(), RANDOM);
  }
}
