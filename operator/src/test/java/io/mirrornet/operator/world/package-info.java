/**
 * Builders for worlds: the documents that ARM and the cluster would show, a line for each thing.
 */
@NullMarked
package io.mirrornet.operator.world;

import org.jspecify.annotations.NullMarked;
