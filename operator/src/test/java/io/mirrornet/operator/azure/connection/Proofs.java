package io.mirrornet.operator.azure.connection;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mirrornet.lab.arm.Application;
import io.mirrornet.lab.cloud.TestPrincipals;
import io.mirrornet.lab.pki.Keys;
import io.mirrornet.lab.pki.Pem;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with what can be proven by it, and the applications that believe it. */
final class Proofs {

  private static final String ISSUER = "https://kubernetes.lab";
  private static final String SUBJECT = "system:serviceaccount:mirrornet:mirrornet-operator";
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  private final KeyPair keys = Keys.rsa(new SecureRandom());
  private final X509Certificate certificate = selfSigned();

  /** Trusts the key's certificate. */
  Application certified() {
    return Application.withCertificate(TestPrincipals.OPERATOR, certificate);
  }

  /** Trusts the operator's service account, whose tokens the key signs. */
  Application federated() {
    return federated(() -> {});
  }

  /** The same, with something that happens before the directory answers. */
  Application federated(Runnable meanwhile) {
    RSAKey issuer = new RSAKey.Builder((RSAPublicKey) keys.getPublic()).keyID("k8s").build();
    return Application.federated(
        TestPrincipals.OPERATOR,
        new Application.FederatedCredential(
            ISSUER,
            SUBJECT,
            AUDIENCE,
            () -> {
              meanwhile.run();
              return new JWKSet(issuer);
            }));
  }

  /** Certificate and key in one file. */
  String pem() {
    return Pem.of(certificate) + Pem.of(keys.getPrivate());
  }

  /** A token of a service account. */
  String serviceAccountToken(String name) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k8s").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("system:serviceaccount:mirrornet:" + name)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .build());
    try {
      token.sign(new RSASSASigner(keys.getPrivate()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private X509Certificate selfSigned() {
    X500Name name = new X500Name("CN=operator");
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(now.minus(Duration.ofHours(1))),
                      Date.from(now.plus(Duration.ofHours(1))),
                      name,
                      keys.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
