/**
 * What the operator is told by its environment: read once, checked at once. It knows the model's
 * values and nothing else.
 */
@NullMarked
package io.mirrornet.operator.config;

import org.jspecify.annotations.NullMarked;
