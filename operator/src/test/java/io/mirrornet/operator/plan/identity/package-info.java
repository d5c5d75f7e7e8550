@NullMarked
package io.mirrornet.operator.plan.identity;

import org.jspecify.annotations.NullMarked;
