/**
 * Looks: asks the doors and puts the answers together as values for {@code plan}. Nothing is
 * decided here; what could not be read is said, not guessed. Memory in here is cache: losing it
 * costs requests, never correctness.
 */
@NullMarked
package io.mirrornet.operator.observe;

import org.jspecify.annotations.NullMarked;
