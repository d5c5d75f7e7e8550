/**
 * What makes a virtual machine of the fabric a Kubernetes node: a disk, an operating system that is
 * this machine's own seen copy-on-write, containerd, kubelet and kube-proxy, in mount, PID, UTS and
 * IPC namespaces beside the network namespace that the fabric gives.
 *
 * <p>In come a control plane, a {@link io.mirrornet.lab.kubernetes.node.NodeSpec} and image
 * archives; out goes a real Node. Without power everything that ran is dead at once, and the disk
 * stays.
 */
@NullMarked
package io.mirrornet.lab.kubernetes.node;

import org.jspecify.annotations.NullMarked;
