package io.mirrornet.lab.pki;

import java.util.List;
import java.util.Set;

/**
 * What a certificate shall say. Kubernetes reads the common name as the user and the organizations
 * as the user's groups.
 *
 * @param commonName the subject's CN
 * @param organizations the subject's O, in this order; may be empty
 * @param purposes at least one
 * @param names how clients call the server; empty for a mere client
 */
public record CertificateRequest(
    String commonName,
    List<String> organizations,
    Set<KeyPurpose> purposes,
    List<SubjectName> names) {

  /** Copies the collections. */
  public CertificateRequest {
    if (commonName.isBlank()) {
      throw new IllegalArgumentException("a certificate needs a common name");
    }
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException(commonName + ": a certificate needs a purpose");
    }
    if (purposes.contains(KeyPurpose.SERVER) && names.isEmpty()) {
      throw new IllegalArgumentException(
          commonName + ": a server needs a name or address that clients can check");
    }
    organizations = List.copyOf(organizations);
    purposes = Set.copyOf(purposes);
    names = List.copyOf(names);
  }

  /** A server that clients call by these names. */
  public static CertificateRequest server(String commonName, SubjectName... names) {
    return new CertificateRequest(commonName, List.of(), Set.of(KeyPurpose.SERVER), List.of(names));
  }

  /** A client: user and groups. */
  public static CertificateRequest client(String user, String... groups) {
    return new CertificateRequest(user, List.of(groups), Set.of(KeyPurpose.CLIENT), List.of());
  }
}
