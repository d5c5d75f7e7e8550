/**
 * Certificates for what the lab serves over TLS: the Kubernetes control plane, the kubelets and the
 * ARM endpoint.
 *
 * <p>In come names, addresses and a clock; out go certificates and keys as JDK objects, as PEM and
 * as an {@link javax.net.ssl.SSLContext}. Everything lives in memory: who needs a file writes it.
 * The keys are made anew for each lab and are of no worth outside of it.
 */
@NullMarked
package io.mirrornet.lab.pki;

import org.jspecify.annotations.NullMarked;
