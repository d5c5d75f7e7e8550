package io.mirrornet.lab.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.net.Ipv4Address;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final CertificateAuthority authority =
      CertificateAuthority.create("lab", InstantSource.fixed(NOW), RANDOM);

  @Test
  void whatTheAuthorityIssuesIsValidToTheJdk() throws GeneralSecurityException {
    Identity server =
        authority.issue(CertificateRequest.server("arm", SubjectName.of("management.lab")));

    validate(server.certificate(), authority.certificate(), NOW);
  }

  @Test
  void whatAnotherAuthorityOfTheSameNameIssuesIsNotValid() {
    CertificateAuthority other =
        CertificateAuthority.create("lab", InstantSource.fixed(NOW), RANDOM);
    Identity client = other.issue(CertificateRequest.client("admin", "system:masters"));

    assertThatThrownBy(() -> validate(client.certificate(), authority.certificate(), NOW))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void aCertificateHoldsFromJustBeforeItsIssueForItsValidity() throws GeneralSecurityException {
    X509Certificate certificate = authority.issue(CertificateRequest.client("admin")).certificate();
    Instant end = NOW.plus(CertificateAuthority.VALIDITY);

    validate(certificate, authority.certificate(), NOW.minus(CertificateAuthority.BACKDATED));
    validate(certificate, authority.certificate(), end);
    assertThatThrownBy(
            () -> validate(certificate, authority.certificate(), end.plus(Duration.ofSeconds(1))))
        .hasMessageContaining("validity check failed");
  }

  @Test
  void anEndEntityCannotIssueCertificates() {
    X509Certificate certificate = authority.issue(CertificateRequest.client("admin")).certificate();

    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.certificate().getBasicConstraints()).isZero();
  }

  @Test
  void userAndGroupsAreWhereKubernetesReadsThem() {
    X509Certificate certificate =
        authority
            .issue(CertificateRequest.client("system:node:vm-a", "system:nodes", "lab:vms"))
            .certificate();

    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=system:node:vm-a,O=lab:vms,O=system:nodes");
  }

  @Test
  void namesAndAddressesAreWhereClientsCheckThem() throws GeneralSecurityException {
    X509Certificate certificate =
        authority
            .issue(
                new CertificateRequest(
                    "kube-apiserver",
                    List.of(),
                    Set.of(KeyPurpose.SERVER, KeyPurpose.CLIENT),
                    List.of(
                        SubjectName.of("kubernetes.default.svc"),
                        SubjectName.of(Ipv4Address.parse("10.0.0.1")))))
            .certificate();

    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "kubernetes.default.svc"), List.of(7, "10.0.0.1"));
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
  }

  @Test
  void aServerWithoutANameIsRefused() {
    assertThatThrownBy(() -> CertificateRequest.server("arm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("arm: a server needs a name or address that clients can check");
  }

  @Test
  void pemReadsBackAsTheSameCertificateAndTheKeyThatBelongsToIt() throws GeneralSecurityException {
    Identity client = authority.issue(CertificateRequest.client("admin"));

    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(client.certificatePem().getBytes(US_ASCII))))
        .isEqualTo(client.certificate());
    assertThat(client.keyPem().lines()).allMatch(line -> line.length() <= 64);
    assertThat(
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(der(client.keyPem()))))
        .isEqualTo(client.key());
    assertThat(signs(client)).isTrue();
  }

  @Test
  void anIdentityDoesNotShowItsKeyWhenPrinted() {
    Identity client = authority.issue(CertificateRequest.client("admin"));

    assertThat(client)
        .hasToString("CN=admin, serial %x".formatted(client.certificate().getSerialNumber()));
  }

  private static void validate(X509Certificate certificate, X509Certificate root, Instant at)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
            parameters);
  }

  private static boolean signs(Identity identity) throws GeneralSecurityException {
    byte[] message = {1, 2, 3};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(identity.key());
    signature.update(message);
    byte[] signed = signature.sign();
    PublicKey key = identity.certificate().getPublicKey();
    signature.initVerify(key);
    signature.update(message);
    return signature.verify(signed);
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder()
        .decode(String.join("", pem.lines().filter(line -> !line.startsWith("-")).toList()));
  }
}
