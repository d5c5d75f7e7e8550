@NullMarked
package io.mirrornet.operator.act;

import org.jspecify.annotations.NullMarked;
