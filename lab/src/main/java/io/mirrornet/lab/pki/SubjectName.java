package io.mirrornet.lab.pki;

import io.mirrornet.net.Ipv4Address;

/** A name under which a server may be called: an entry of subjectAltName (RFC 5280, 4.2.1.6). */
public sealed interface SubjectName {

  /**
   * A host name, compared as RFC 6125 says.
   *
   * @param value for example {@code kubernetes.default.svc}
   */
  record Dns(String value) implements SubjectName {}

  /** An address that clients dial. */
  record Ip(Ipv4Address value) implements SubjectName {}

  /** The host name as a subject name. */
  static SubjectName of(String host) {
    return new Dns(host);
  }

  /** The address as a subject name. */
  static SubjectName of(Ipv4Address address) {
    return new Ip(address);
  }
}
