/**
 * What a person writes in a HealthShareMirrorNetwork, and what the operator answers in its status.
 * The operator reads the one and writes the other; nobody else needs to enter.
 */
@NullMarked
package io.mirrornet.api.network;

import org.jspecify.annotations.NullMarked;
