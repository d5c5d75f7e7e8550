package io.mirrornet.lab.mirror;

/**
 * A member of a mirror.
 *
 * @param host the VM that it runs on
 * @param instance the name of the IRIS instance, unique on its host
 */
public record Member(String host, String instance, MemberType type) {

  /** A failover member. */
  public static Member failover(String host, String instance) {
    return new Member(host, instance, MemberType.FAILOVER);
  }

  @Override
  public String toString() {
    return host + "/" + instance;
  }
}
