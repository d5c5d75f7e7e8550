@NullMarked
package io.mirrornet.lab.fabric;

import org.jspecify.annotations.NullMarked;
