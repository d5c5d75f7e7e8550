package io.mirrornet.lab.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority of one lab: a self-signed root that issues end-entity certificates on EC P-256 keys.
 * May be used from many threads.
 */
public final class CertificateAuthority {

  /** How long a certificate holds: no lab runs that long, and none outlives its directory. */
  public static final Duration VALIDITY = Duration.ofDays(365);

  /** Certificates begin earlier than they are made, for clocks that are a little behind. */
  public static final Duration BACKDATED = Duration.ofMinutes(5);

  /** RFC 5280, 4.1.2.2: positive and of at most 20 octets. */
  private static final int SERIAL_BITS = 127;

  private static final String SIGNATURE = "SHA256withECDSA";

  private final InstantSource clock;
  private final SecureRandom random;
  private final Identity root;

  private CertificateAuthority(InstantSource clock, SecureRandom random, Identity root) {
    this.clock = clock;
    this.random = random;
    this.root = root;
  }

  /**
   * Makes a root with a new key.
   *
   * @param commonName the root's name in certificates
   * @param clock when certificates begin to hold
   * @param random where keys and serial numbers come from
   */
  public static CertificateAuthority create(
      String commonName, InstantSource clock, SecureRandom random) {
    X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
    KeyPair keys = Keys.ec(random);
    try {
      X509v3CertificateBuilder builder =
          builder(name, keys.getPublic(), name, keys.getPublic(), clock.instant(), random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      X509Certificate certificate = sign(builder, keys.getPrivate());
      return new CertificateAuthority(
          clock, random, new Identity(certificate, keys.getPrivate(), certificate));
    } catch (CertIOException e) {
      throw new IllegalStateException("no certificate for " + commonName, e);
    }
  }

  /** The root, which clients and servers trust. */
  public X509Certificate certificate() {
    return root.certificate();
  }

  /** The root with its key, for a component that signs by itself. */
  public Identity root() {
    return root;
  }

  /** The root as PEM. */
  public String pem() {
    return Pem.of(root.certificate());
  }

  /** Issues a certificate on a new key, valid from now for {@link #VALIDITY}. */
  public Identity issue(CertificateRequest request) {
    KeyPair keys = Keys.ec(random);
    try {
      X509v3CertificateBuilder builder =
          builder(
              X500Name.getInstance(root.certificate().getSubjectX500Principal().getEncoded()),
              root.certificate().getPublicKey(),
              subject(request),
              keys.getPublic(),
              clock.instant(),
              random);
      addEndEntityExtensions(builder, request);
      return new Identity(sign(builder, root.key()), keys.getPrivate(), root.certificate());
    } catch (CertIOException e) {
      throw new IllegalStateException("no certificate for " + request.commonName(), e);
    }
  }

  /** TLS for a client that trusts this authority and shows nothing of its own. */
  public SSLContext clientContext() {
    return Tls.context(Optional.empty(), certificate());
  }

  private static X500Name subject(CertificateRequest request) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    request.organizations().forEach(organization -> name.addRDN(BCStyle.O, organization));
    return name.addRDN(BCStyle.CN, request.commonName()).build();
  }

  private static void addEndEntityExtensions(
      X509v3CertificateBuilder builder, CertificateRequest request) throws CertIOException {
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                request.purposes().stream()
                    .sorted()
                    .map(CertificateAuthority::purpose)
                    .toArray(KeyPurposeId[]::new)));
    if (!request.names().isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              request.names().stream()
                  .map(CertificateAuthority::name)
                  .toArray(GeneralName[]::new)));
    }
  }

  private static KeyPurposeId purpose(KeyPurpose purpose) {
    return switch (purpose) {
      case SERVER -> KeyPurposeId.id_kp_serverAuth;
      case CLIENT -> KeyPurposeId.id_kp_clientAuth;
    };
  }

  private static GeneralName name(SubjectName name) {
    return switch (name) {
      case SubjectName.Dns dns -> new GeneralName(GeneralName.dNSName, dns.value());
      case SubjectName.Ip ip -> new GeneralName(GeneralName.iPAddress, ip.value().toString());
    };
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      PublicKey issuerKey,
      X500Name subject,
      PublicKey key,
      Instant now,
      SecureRandom random)
      throws CertIOException {
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      return new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(VALIDITY)),
              subject,
              key)
          .addExtension(
              Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(issuerKey));
    } catch (GeneralSecurityException e) {
      throw Keys.missing("SHA-1 for key identifiers", e);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw Keys.missing(SIGNATURE, e);
    }
  }
}
