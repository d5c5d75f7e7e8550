@NullMarked
package io.mirrornet.net;

import org.jspecify.annotations.NullMarked;
