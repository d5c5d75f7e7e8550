/**
 * What is counted and measured, and where it is read. Decorators of the two doors count what goes
 * through them. No label carries a name, so the number of series does not grow with the fleet.
 */
@NullMarked
package io.mirrornet.operator.metrics;

import org.jspecify.annotations.NullMarked;
