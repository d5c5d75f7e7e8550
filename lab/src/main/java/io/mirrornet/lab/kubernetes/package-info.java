/**
 * A real Kubernetes of the lab's own: etcd, API server, controllers and scheduler as child
 * processes, each lab with its own authority, sockets and directory.
 *
 * <p>In come programs and a {@link io.mirrornet.lab.kubernetes.Site}; out go kubeconfigs for
 * whatever user a test needs, and {@link io.mirrornet.lab.kubernetes.Kubectl}. Nothing is left when
 * it is closed, nor when the JVM ends.
 */
@NullMarked
package io.mirrornet.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
