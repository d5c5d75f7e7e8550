@NullMarked
package io.mirrornet.api;

import org.jspecify.annotations.NullMarked;
