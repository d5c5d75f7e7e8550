@NullMarked
package io.mirrornet;

import org.jspecify.annotations.NullMarked;
