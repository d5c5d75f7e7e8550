@NullMarked
package io.mirrornet.operator.azure;

import org.jspecify.annotations.NullMarked;
