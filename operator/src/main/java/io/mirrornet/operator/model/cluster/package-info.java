/**
 * What the cluster says of its nodes, as values, in Kubernetes' words. Everybody may read them;
 * they know nobody but {@code io.mirrornet.net}.
 */
@NullMarked
package io.mirrornet.operator.model.cluster;

import org.jspecify.annotations.NullMarked;
