/**
 * What the agent tells machines that ask: numbers in the text format of Prometheus, and whether it
 * is alive and ready. Numbers flow in from the guard's thread, text flows out by HTTP.
 */
@NullMarked
package io.mirrornet.agent.metrics;

import org.jspecify.annotations.NullMarked;
