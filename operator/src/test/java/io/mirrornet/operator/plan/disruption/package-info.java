@NullMarked
package io.mirrornet.operator.plan.disruption;

import org.jspecify.annotations.NullMarked;
