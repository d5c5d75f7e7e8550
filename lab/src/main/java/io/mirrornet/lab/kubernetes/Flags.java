package io.mirrornet.lab.kubernetes;

import io.mirrornet.net.Ipv4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the components are started with: pure, so that it can be read as the configuration. */
final class Flags {

  /** The address of the Service {@code kubernetes}: the first of {@link #SERVICE_RANGE}. */
  static final Ipv4Address SERVICE_ADDRESS = Ipv4Address.parse("10.96.0.1");

  private static final String SERVICE_RANGE = "10.96.0.0/16";

  /**
   * Names of sockets that etcd makes in its working directory. On a socket in a directory of the
   * user's own nobody else reaches the store, and no port is taken. etcd wants a name and a number.
   */
  private static final String CLIENT_SOCKET = "client:1";

  private static final String PEER_SOCKET = "peer:1";

  private Flags() {}

  /** The store; works in {@code directory}. */
  static List<String> etcd(Path directory) {
    return List.of(
        "--data-dir=" + directory.resolve("data"),
        "--listen-client-urls=unix://" + CLIENT_SOCKET,
        "--advertise-client-urls=unix://" + CLIENT_SOCKET,
        "--listen-peer-urls=unix://" + PEER_SOCKET,
        "--initial-advertise-peer-urls=unix://" + PEER_SOCKET,
        "--initial-cluster=default=unix://" + PEER_SOCKET,
        // The data do not outlive the machine's power, so nothing need wait for the disk.
        "--unsafe-no-fsync");
  }

  /** The API server. */
  static List<String> apiServer(
      Path etcdDirectory, Credentials credentials, Ipv4Address address, int port) {
    Stream<String> common =
        Stream.of(
            "--etcd-servers=unix://" + etcdDirectory.resolve(CLIENT_SOCKET),
            "--bind-address=" + address,
            "--advertise-address=" + address,
            "--secure-port=" + port,
            // The port is held open for the server by a socket of ours until it takes it.
            "--permit-port-sharing",
            "--service-cluster-ip-range=" + SERVICE_RANGE,
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged",
            "--profiling=false",
            "--client-ca-file=" + credentials.authorityCertificate(),
            "--tls-cert-file=" + credentials.certificate("apiserver"),
            "--tls-private-key-file=" + credentials.key("apiserver"),
            "--kubelet-certificate-authority=" + credentials.authorityCertificate(),
            "--kubelet-client-certificate=" + credentials.certificate("kubelet-client"),
            "--kubelet-client-key=" + credentials.key("kubelet-client"),
            "--kubelet-preferred-address-types=InternalIP",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-key-file=" + credentials.serviceAccountPublicKey(),
            "--service-account-signing-key-file=" + credentials.serviceAccountPrivateKey());
    // Endpoints may not lie in the loopback range; on loopback there are no pods to use them.
    Stream<String> endpoints =
        address.toString().startsWith("127.")
            ? Stream.of("--endpoint-reconciler-type=none")
            : Stream.of();
    return Stream.concat(common, endpoints).toList();
  }

  /** The controllers, without a port of their own. */
  static List<String> controllerManager(Credentials credentials, Path kubeconfig) {
    return List.of(
        "--kubeconfig=" + kubeconfig,
        "--secure-port=0",
        "--leader-elect=false",
        "--use-service-account-credentials",
        "--root-ca-file=" + credentials.authorityCertificate(),
        "--service-account-private-key-file=" + credentials.serviceAccountPrivateKey(),
        "--cluster-signing-cert-file=" + credentials.authorityCertificate(),
        "--cluster-signing-key-file=" + credentials.authorityKey(),
        "--node-monitor-period=2s",
        // Measured: a node that is cut off shows NotReady after 17 s, and Ready 1 s after it is
        // back.
        "--node-monitor-grace-period=16s");
  }

  /** The scheduler, without a port of its own. */
  static List<String> scheduler(Path kubeconfig) {
    return List.of("--kubeconfig=" + kubeconfig, "--secure-port=0", "--leader-elect=false");
  }
}
