/**
 * What is due for one network, apart from its disruptions: finalizer, labels, NICs, host routes,
 * proposals; and in the end, their removal. Pure.
 */
@NullMarked
package io.mirrornet.operator.plan.network;

import org.jspecify.annotations.NullMarked;
