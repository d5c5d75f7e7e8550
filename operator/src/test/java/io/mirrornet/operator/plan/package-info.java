@NullMarked
package io.mirrornet.operator.plan;

import org.jspecify.annotations.NullMarked;
