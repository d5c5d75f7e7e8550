package io.mirrornet.lab.kubernetes.node;

import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.pki.Identity;
import io.mirrornet.lab.pki.SubjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what a node finds on its disk at its first boot: configurations, certificates, and the
 * script that is its PID 1.
 */
final class MachineDisk {

  static final String INIT = "init.sh";

  private MachineDisk() {}

  static void write(NodeConfiguration configuration, ControlPlane plane) {
    Path disk = configuration.disk();
    NodeSpec spec = configuration.spec();
    Identity server =
        plane
            .authority()
            .issue(
                CertificateRequest.server(
                    spec.name(), SubjectName.of(spec.name()), SubjectName.of(spec.address())));
    try (InputStream init = MachineDisk.class.getResourceAsStream(INIT)) {
      if (init == null) {
        throw new IllegalStateException("not on the class path: " + INIT);
      }
      Files.copy(init, disk.resolve(INIT));
      Files.createDirectory(disk.resolve("manifests"));
      Files.createDirectory(disk.resolve("cni"));
      write(disk, "cni/pods.conflist", configuration.cni());
      write(disk, "containerd.toml", configuration.containerd());
      write(disk, "kubelet.yaml", configuration.kubelet());
      write(disk, "kube-proxy.yaml", configuration.kubeProxy());
      write(disk, "ca.crt", plane.authority().pem());
      write(disk, "kubelet.crt", server.certificatePem());
      write(disk, "kubelet.key", server.keyPem());
      write(
          disk,
          "kubelet.kubeconfig",
          plane.kubeconfig("system:node:" + spec.name(), "system:nodes").yaml());
      write(disk, "kube-proxy.kubeconfig", plane.kubeconfig("system:kube-proxy").yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("the disk of " + spec.name() + " cannot be written", e);
    }
  }

  private static void write(Path disk, String name, String text) throws IOException {
    Files.writeString(disk.resolve(name), text);
  }
}
