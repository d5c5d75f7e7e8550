@NullMarked
package io.mirrornet.operator.report;

import org.jspecify.annotations.NullMarked;
