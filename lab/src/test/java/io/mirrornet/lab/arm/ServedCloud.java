package io.mirrornet.lab.arm;

import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.TestPrincipals;
import io.mirrornet.lab.cloud.Timing;
import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.pki.Keys;
import io.mirrornet.lab.pki.SubjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/** A cloud on an address of its own, fast enough for tests that wait for real operations. */
public final class ServedCloud implements AutoCloseable {

  /** The operator's secret. */
  public static final String SECRET = "only-in-tests";

  private static final Timing FAST =
      new Timing(
          Duration.ZERO,
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ZERO,
          Duration.ofMinutes(3));

  private final CertificateAuthority authority =
      CertificateAuthority.create("lab", InstantSource.system(), new SecureRandom());
  private final Directory directory;
  private final Tokens tokens = new Tokens(Keys.rsa(new SecureRandom()), InstantSource.system());
  private final SharedCloud cloud;
  private final ArmServer server;

  /** A cloud in which the operator may do everything and logs in with its secret. */
  public ServedCloud() {
    InstantSource clock = InstantSource.system();
    CloudConfig config = CloudConfig.azure().timing(FAST).pageSize(3).signatureLength(4200);
    Cloud core = new Cloud(config, clock, new Random(1));
    core.access().grantAll(TestPrincipals.OPERATOR);
    cloud = new SharedCloud(core, clock);
    directory = new Directory(config.tenantId(), clock);
    directory.register(Application.withSecret(TestPrincipals.OPERATOR, SECRET));
    try {
      server =
          ArmServer.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              authority.issue(CertificateRequest.server("arm", SubjectName.of("localhost"))),
              cloud,
              directory,
              tokens,
              clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is behind the address. */
  public SharedCloud cloud() {
    return cloud;
  }

  /** Who may log in. */
  public Directory directory() {
    return directory;
  }

  /** What its tokens are made and judged with. */
  public Tokens tokens() {
    return tokens;
  }

  /** {@code https://localhost:PORT}. */
  public String url() {
    return "https://localhost:" + server.address().getPort();
  }

  /** An HTTP client that trusts the lab's authority. */
  public HttpClient.Builder http() {
    return HttpClient.newBuilder().sslContext(authority.clientContext());
  }

  /** The lab's authority as PEM. */
  public String authorityPem() {
    return authority.pem();
  }

  @Override
  public void close() {
    server.close();
    cloud.close();
  }
}
