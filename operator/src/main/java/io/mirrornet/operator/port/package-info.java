/**
 * The two doors to the outside, in our own words: {@link io.mirrornet.operator.port.Cloud} and
 * {@link io.mirrornet.operator.port.Cluster}. What can happen every day (absent, denied, throttled,
 * conflicting) is a value here, not an exception; an exception is a defect. Real doors are in the
 * rooms {@code azure} and {@code kubernetes}; the laws are proven on simulated ones.
 */
@NullMarked
package io.mirrornet.operator.port;

import org.jspecify.annotations.NullMarked;
