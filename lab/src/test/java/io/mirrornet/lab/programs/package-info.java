@NullMarked
package io.mirrornet.lab.programs;

import org.jspecify.annotations.NullMarked;
