@NullMarked
package io.mirrornet.lab.local;

import org.jspecify.annotations.NullMarked;
