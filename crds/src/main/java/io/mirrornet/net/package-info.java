/**
 * Addresses as values: an illegal one cannot be made, so nobody further in has to check. Everybody
 * may enter; this room itself knows nothing of ours. Text flows in and out in the one spelling that
 * the kernel, ARM and the API agree upon.
 */
@NullMarked
package io.mirrornet.net;

import org.jspecify.annotations.NullMarked;
