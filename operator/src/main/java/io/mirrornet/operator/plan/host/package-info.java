/**
 * Which nodes are hosts of a network, and which of them cannot be. A host that is refused here has
 * a reason and a sentence with the remedy, and nothing disruptive ever starts on it.
 */
@NullMarked
package io.mirrornet.operator.plan.host;

import org.jspecify.annotations.NullMarked;
