package io.mirrornet.lab.programs;

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
  /** Interfaces, addresses, routes and rules (iproute2). */
  IP("ip"),
  /** Packet filter and address translation (nftables). */
  NFT("nft"),
  /** The container runtime. Its package brings {@code runc} and the shim along. */
  CONTAINERD("containerd"),
  /** The command line of containerd. */
  CTR("ctr"),
  /** One of the standard CNI plugins; the others lie beside it. */
  CNI_HOST_LOCAL("host-local");

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
      case IP -> new Source.DebianPackage("iproute2", "sbin", fileName);
      case NFT -> new Source.DebianPackage("nftables", "usr/sbin", fileName);
      case CONTAINERD, CTR -> new Source.DebianPackage("containerd", "usr/bin", fileName);
      case CNI_HOST_LOCAL ->
          new Source.DebianPackage("containernetworking-plugins", "usr/lib/cni", fileName);
    };
  }
}
