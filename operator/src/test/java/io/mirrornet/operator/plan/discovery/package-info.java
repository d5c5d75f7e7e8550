@NullMarked
package io.mirrornet.operator.plan.discovery;

import org.jspecify.annotations.NullMarked;
