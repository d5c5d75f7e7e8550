/**
 * The chart as its users meet it: what it renders for which values, what it refuses, and what an
 * API server has after Helm installed, upgraded and uninstalled it. In come the shipped chart and
 * images; nothing here calls our own code.
 */
@NullMarked
package io.mirrornet.e2e.chart;

import org.jspecify.annotations.NullMarked;
