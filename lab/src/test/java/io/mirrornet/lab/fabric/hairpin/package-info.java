@NullMarked
package io.mirrornet.lab.fabric.hairpin;

import org.jspecify.annotations.NullMarked;
