package io.mirrornet.operator.model.azure;

import io.mirrornet.api.ConditionReason;

/**
 * Why something could not be read.
 *
 * @param reason as a condition names it
 * @param message Azure's words, or what came instead of an answer
 */
public record Unread(ConditionReason reason, String message) {}
