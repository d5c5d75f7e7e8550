package io.mirrornet.operator.model.azure;

import io.mirrornet.api.ConditionReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Why something could not be read.
 *
 * @param reason as a condition names it
 * @param message Azure's words, or what came instead of an answer
 * @param lastRead when Azure last told it; empty if it never did
 */
public record Unread(ConditionReason reason, String message, Optional<Instant> lastRead) {}
