package io.mirrornet.lab.local;

import com.nimbusds.jose.jwk.JWKSet;
import io.mirrornet.lab.arm.Application;
import io.mirrornet.lab.arm.Application.FederatedCredential;
import io.mirrornet.lab.arm.ArmServer;
import io.mirrornet.lab.arm.Directory;
import io.mirrornet.lab.arm.SharedCloud;
import io.mirrornet.lab.arm.Tokens;
import io.mirrornet.lab.cloud.Access;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.Elsewhere;
import io.mirrornet.lab.cloud.Principal;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.pki.Keys;
import io.mirrornet.lab.pki.SubjectName;
import io.mirrornet.net.Ipv4Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Resource Manager and the directory over https, in a network namespace of the lab: guests and
 * their pods reach it, nobody else does. The operator is known there as one application.
 */
final class AzureDoor implements AutoCloseable {

  private static final int PORT = 443;
  private static final int SECRET_BYTES = 24;

  private final ArmServer server;
  private final Directory directory;
  private final Principal operator;
  private final Lab.AzureAccess access;

  private AzureDoor(
      ArmServer server, Directory directory, Principal operator, Lab.AzureAccess access) {
    this.server = server;
    this.directory = directory;
    this.operator = operator;
    this.access = access;
  }

  /**
   * Opens it and lets the operator in, with its role in these resource groups.
   *
   * @param address of an interface in the namespace
   */
  static AzureDoor open(
      SharedCloud cloud,
      Set<String> resourceGroups,
      NetworkNamespace inside,
      Ipv4Address address,
      CertificateAuthority authority,
      InstantSource clock) {
    CloudConfig config = cloud.ask(core -> core.config());
    SecureRandom random = new SecureRandom();
    Principal operator =
        new Principal(
            UUID.randomUUID().toString(), UUID.randomUUID().toString(), config.tenantId());
    String secret = secret(random);
    Directory directory = new Directory(config.tenantId(), clock);
    directory.register(Application.withSecret(operator, secret));
    cloud.run(core -> grant(core.access(), operator, config.subscriptionId(), resourceGroups));
    ArmServer server =
        inside.call(() ->
            ArmServer.start(
                new InetSocketAddress(address.toString(), PORT),
                authority.issue(CertificateRequest.server("management", SubjectName.of(address))),
                cloud,
                directory,
                new Tokens(Keys.rsa(random), clock),
                clock));
    URI url = URI.create("https://" + address);
    return new AzureDoor(
        server,
        directory,
        operator,
        new Lab.AzureAccess(
            url,
            url,
            ArmServer.AUDIENCES.getFirst(),
            config.subscriptionId(),
            config.tenantId(),
            operator.clientId(),
            secret,
            authority.pem()));
  }

  /** What clients need. */
  Lab.AzureAccess access() {
    return access;
  }

  /**
   * Lets a service account of the cluster stand for the operator.
   *
   * @param keys the cluster's public keys, asked for at each login
   */
  void trust(String issuer, String namespace, String serviceAccount, Supplier<JWKSet> keys) {
    directory.register(
        new Application(
            operator,
            List.of(access.clientSecret()),
            List.of(),
            List.of(
                new FederatedCredential(
                    issuer,
                    "system:serviceaccount:%s:%s".formatted(namespace, serviceAccount),
                    "api://AzureADTokenExchange",
                    keys))));
  }

  @Override
  public void close() {
    server.close();
  }

  private static void grant(
      Access access, Principal operator, String subscription, Set<String> resourceGroups) {
    String scope = "/subscriptions/" + subscription;
    access.grant(operator, scope, OperatorRole.IN_SUBSCRIPTION);
    access.grant(
        operator, scope + "/resourceGroups/" + Elsewhere.GROUP, OperatorRole.IN_RESOURCE_GROUPS);
    resourceGroups.forEach(group ->
        access.grant(
            operator, scope + "/resourceGroups/" + group, OperatorRole.IN_RESOURCE_GROUPS));
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
