package io.mirrornet.operator.model;

import java.time.Instant;

/**
 * A question to the agents that this process has asked: what they answer with this nonce was seen
 * after it. Its age is measured by our own clock, so an agent's clock is never trusted.
 */
public record EvidenceRequest(String nonce, Instant askedAt) {}
