@NullMarked
package io.mirrornet.operator.observe;

import org.jspecify.annotations.NullMarked;
