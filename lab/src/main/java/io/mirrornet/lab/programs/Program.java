package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.Source.Kind.CNI_PLUGIN;
import static io.mirrornet.lab.programs.Source.Kind.PROGRAM;
import static io.mirrornet.lab.programs.Source.Kind.STATIC_FILE;

/** Every program that the lab runs, and where it comes from. */
public enum Program {
  /** The store of the API server. */
  ETCD("etcd"),
  /** The API server of Kubernetes. */
  KUBE_APISERVER("kube-apiserver"),
  /** The controllers of Kubernetes: DaemonSets, garbage collection, node life cycle. */
  KUBE_CONTROLLER_MANAGER("kube-controller-manager"),
  /** The scheduler of Kubernetes. */
  KUBE_SCHEDULER("kube-scheduler"),
  /** Runs pods on a node. */
  KUBELET("kubelet"),
  /** The command line of Kubernetes. */
  KUBECTL("kubectl"),
  /** Service addresses on a node. */
  KUBE_PROXY("kube-proxy"),
  /** Installs charts. */
  HELM("helm"),
  /** Interfaces, addresses, routes and rules (iproute2). */
  IP("ip"),
  /** Packet filter and address translation (nftables). */
  NFT("nft"),
  /** The container runtime. Its package brings {@code runc} and the shim along. */
  CONTAINERD("containerd"),
  /** The command line of containerd. */
  CTR("ctr"),
  /** One of the standard CNI plugins; the others lie beside it. */
  CNI_HOST_LOCAL("host-local"),
  /** A shell and its tools in one static file, for images. */
  BUSYBOX("busybox");

  private final String fileName;

  Program(String fileName) {
    this.fileName = fileName;
  }

  /** What the executable is called. */
  public String fileName() {
    return fileName;
  }

  Source source() {
    return switch (this) {
      case ETCD -> new Source.GoMain(GoModule.ETCD, "go.etcd.io/etcd/server/v3");
      case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER, KUBELET, KUBECTL, KUBE_PROXY ->
          new Source.GoMain(GoModule.KUBERNETES, "k8s.io/kubernetes/cmd/" + fileName);
      case HELM -> new Source.GoMain(GoModule.HELM, "helm.sh/helm/v4/cmd/helm");
      case IP -> new Source.DebianPackage("iproute2", PROGRAM, fileName);
      case NFT -> new Source.DebianPackage("nftables", PROGRAM, fileName);
      case CONTAINERD, CTR -> new Source.DebianPackage("containerd", PROGRAM, fileName);
      case CNI_HOST_LOCAL ->
          new Source.DebianPackage("containernetworking-plugins", CNI_PLUGIN, fileName);
      case BUSYBOX -> new Source.DebianPackage("busybox-static", STATIC_FILE, fileName);
    };
  }
}
