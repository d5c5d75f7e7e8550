/**
 * What the cluster says, as values, in Kubernetes' words: nodes, our objects with their metadata,
 * the slot. Everybody may read them; they know the API's records and {@code io.mirrornet.net}.
 */
@NullMarked
package io.mirrornet.operator.model.cluster;

import org.jspecify.annotations.NullMarked;
