@NullMarked
package io.mirrornet.operator.azure.mapping;

import org.jspecify.annotations.NullMarked;
