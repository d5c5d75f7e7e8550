/**
 * One turn after another: look, decide, do, report. Plain and synchronous; whoever wants it often
 * calls it often. A loop object that is thrown away between any two calls of its doors has lost
 * nothing that matters.
 */
@NullMarked
package io.mirrornet.operator.loop;

import org.jspecify.annotations.NullMarked;
