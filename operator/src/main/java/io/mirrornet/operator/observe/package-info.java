/**
 * Looks: asks the doors and puts the answers together as values for {@code plan}. Nothing is
 * decided here; what could not be read is said, not guessed. A look has an end, and asks first for
 * what a machine that is down needs. Memory in here is cache: losing it costs requests, never
 * correctness.
 */
@NullMarked
package io.mirrornet.operator.observe;

import org.jspecify.annotations.NullMarked;
