/**
 * What the operator knows at one moment, as values: {@link io.mirrornet.operator.model.Fleet} holds
 * everything that a decision may depend on, the time included. Everybody may read it; it knows
 * nobody but the API records and {@code io.mirrornet.net}.
 */
@NullMarked
package io.mirrornet.operator.model;

import org.jspecify.annotations.NullMarked;
