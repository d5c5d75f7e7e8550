package io.mirrornet.lab.kubernetes;

import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.pki.Identity;
import io.mirrornet.lab.pki.Keys;
import io.mirrornet.lab.pki.Pem;
import io.mirrornet.lab.pki.SubjectName;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;

/**
 * The certificates and keys of one control plane, as the files that its components read. One
 * authority vouches for servers and clients alike.
 *
 * @param directory of the files, readable by its user alone
 * @param authority who issued them
 */
record Credentials(Path directory, CertificateAuthority authority) {

  /** Writes what the components need. */
  static Credentials write(
      Path directory, CertificateAuthority authority, SecureRandom random, Ipv4Address address)
      throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Credentials credentials = new Credentials(directory, authority);
    Files.writeString(credentials.authorityCertificate(), authority.pem());
    Files.writeString(credentials.authorityKey(), authority.root().keyPem());
    credentials.writeIdentity(
        "apiserver",
        authority.issue(
            CertificateRequest.server(
                "kube-apiserver",
                SubjectName.of("kubernetes"),
                SubjectName.of("kubernetes.default"),
                SubjectName.of("kubernetes.default.svc"),
                SubjectName.of("kubernetes.default.svc.cluster.local"),
                SubjectName.of("localhost"),
                SubjectName.of(Ipv4Address.parse("127.0.0.1")),
                SubjectName.of(Flags.SERVICE_ADDRESS),
                SubjectName.of(address))));
    credentials.writeIdentity(
        "kubelet-client",
        authority.issue(
            CertificateRequest.client("kube-apiserver-kubelet-client", "system:masters")));
    KeyPair serviceAccounts = Keys.rsa(random);
    Files.writeString(credentials.serviceAccountPrivateKey(), Pem.of(serviceAccounts.getPrivate()));
    Files.writeString(credentials.serviceAccountPublicKey(), Pem.of(serviceAccounts.getPublic()));
    return credentials;
  }

  Path authorityCertificate() {
    return directory.resolve("ca.crt");
  }

  Path authorityKey() {
    return directory.resolve("ca.key");
  }

  Path serviceAccountPublicKey() {
    return directory.resolve("service-account.pub");
  }

  Path serviceAccountPrivateKey() {
    return directory.resolve("service-account.key");
  }

  Path certificate(String name) {
    return directory.resolve(name + ".crt");
  }

  Path key(String name) {
    return directory.resolve(name + ".key");
  }

  private void writeIdentity(String name, Identity identity) throws IOException {
    Files.writeString(certificate(name), identity.certificatePem());
    Files.writeString(key(name), identity.keyPem());
  }
}
