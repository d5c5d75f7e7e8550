/**
 * The door to Kubernetes against a real API server, as a user with no more rights than it needs.
 */
@NullMarked
package io.mirrornet.operator.kubernetes;

import org.jspecify.annotations.NullMarked;
