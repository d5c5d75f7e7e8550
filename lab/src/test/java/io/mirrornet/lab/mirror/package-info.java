@NullMarked
package io.mirrornet.lab.mirror;

import org.jspecify.annotations.NullMarked;
