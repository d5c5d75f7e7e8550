@NullMarked
package io.mirrornet.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
