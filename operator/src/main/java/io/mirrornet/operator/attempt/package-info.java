/**
 * What this process has begun and is waiting for: operations in Azure, questions to agents, rounds
 * of evictions. Memory alone, begun by {@code act}, settled and read by {@code observe}; a process
 * that lost it looks at the world and begins again where that stands.
 */
@NullMarked
package io.mirrornet.operator.attempt;

import org.jspecify.annotations.NullMarked;
