@NullMarked
package io.mirrornet.operator.model.azure;

import org.jspecify.annotations.NullMarked;
