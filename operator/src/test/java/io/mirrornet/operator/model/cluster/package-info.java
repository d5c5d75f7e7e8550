@NullMarked
package io.mirrornet.operator.model.cluster;

import org.jspecify.annotations.NullMarked;
