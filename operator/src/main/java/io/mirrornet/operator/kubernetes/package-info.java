/**
 * The door to Kubernetes, by fabric8's client and the Java Operator SDK; nobody else in the loop
 * sees their types ({@code installation} holds programs of their own). Informers flow in as one
 * {@link io.mirrornet.operator.model.cluster.ClusterView} and wake the loop; writes flow out, each
 * one request, made once, whose outcome is a value. An object that cannot be read is left out and
 * named. Besides: the Lease that says who leads, the agent's DaemonSet, and Events.
 */
@NullMarked
package io.mirrornet.operator.kubernetes;

import org.jspecify.annotations.NullMarked;
