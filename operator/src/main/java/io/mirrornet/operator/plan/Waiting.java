package io.mirrornet.operator.plan;

import io.mirrornet.api.ConditionReason;

/**
 * What is waited for, and by whose hand it comes.
 *
 * @param subject the host or object that waits
 * @param message for people, with the next step
 */
public record Waiting(String subject, ConditionReason reason, String message) {}
