/**
 * What {@code ./test} says at its end about tests that did not run. In come the reports of Surefire
 * and Failsafe; out goes a table.
 */
@NullMarked
package io.mirrornet.lab.skipped;

import org.jspecify.annotations.NullMarked;
