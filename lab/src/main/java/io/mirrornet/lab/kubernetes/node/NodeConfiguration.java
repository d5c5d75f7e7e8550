package io.mirrornet.lab.kubernetes.node;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that a node's programs read, as text.
 *
 * @param spec the node
 * @param disk its directory
 * @param controlGroup its cgroup, below the root of each hierarchy
 * @param cniPlugins the directory of the CNI plugins
 */
record NodeConfiguration(NodeSpec spec, Path disk, String controlGroup, Path cniPlugins) {

  /** The image of every pod's first container. */
  static final String PAUSE_IMAGE = BusyboxImage.REFERENCE;

  /**
   * containerd. A process without CAP_SYS_RESOURCE may not lower an OOM score, and runc fails when
   * it tries: {@code restrict_oom_score_adj}.
   */
  String containerd() {
    return """
    version = 2
    root = "%1$s/containerd"
    state = "/run/containerd"
    [grpc]
      address = "/run/containerd/containerd.sock"
    [plugins."io.containerd.grpc.v1.cri"]
      sandbox_image = "%2$s"
      restrict_oom_score_adj = true
      disable_apparmor = true
      stream_server_address = "127.0.0.1"
      [plugins."io.containerd.grpc.v1.cri".cni]
        bin_dir = "%3$s"
        conf_dir = "%1$s/cni"
      [plugins."io.containerd.grpc.v1.cri".containerd]
        snapshotter = "overlayfs"
        default_runtime_name = "runc"
        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
          runtime_type = "io.containerd.runc.v2"
    """
        .formatted(disk, PAUSE_IMAGE, cniPlugins);
  }

  /** The pod network: a bridge of the node's own. Without it no node gets Ready. */
  String cni() {
    return """
    {"cniVersion": "0.4.0", "name": "pods", "plugins": [{
      "type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false,
      "ipam": {"type": "host-local", "dataDir": "/run/cni", "ranges": [[{"subnet": "%s"}]],
        "routes": [{"dst": "0.0.0.0/0"}]}}]}
    """
        .formatted(spec.pods());
  }

  /** The kubelet. Two with one {@code cgroupRoot} would delete each other's pods. */
  String kubelet() {
    return """
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    address: %1$s
    cgroupDriver: cgroupfs
    cgroupRoot: %2$s
    failCgroupV1: false
    failSwapOn: false
    containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
    volumePluginDir: %3$s/plugins
    staticPodPath: %3$s/manifests
    resolvConf: ""
    tlsCertFile: %3$s/kubelet.crt
    tlsPrivateKeyFile: %3$s/kubelet.key
    authentication:
      anonymous: {enabled: false}
      webhook: {enabled: true}
      x509: {clientCAFile: %3$s/ca.crt}
    authorization: {mode: Webhook}
    # The disk is that of the whole lab.
    imageGCHighThresholdPercent: 100
    evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%}
    nodeStatusUpdateFrequency: 4s
    %4$s
    """
        .formatted(
            spec.address(),
            controlGroup,
            disk,
            spec.providerId().map("providerID: \"%s\""::formatted).orElse(""));
  }

  /** kube-proxy. {@code nf_conntrack_max} belongs to the whole machine and is left alone. */
  String kubeProxy() {
    return """
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    mode: nftables
    clientConnection: {kubeconfig: %s/kube-proxy.kubeconfig}
    conntrack: {maxPerCore: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
    healthzBindAddress: 127.0.0.1:10256
    metricsBindAddress: 127.0.0.1:10249
    """
        .formatted(disk);
  }

  /** As {@code --node-labels} takes them. */
  String labels() {
    return spec.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }
}
