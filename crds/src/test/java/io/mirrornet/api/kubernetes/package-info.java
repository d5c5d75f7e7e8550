@NullMarked
package io.mirrornet.api.kubernetes;

import org.jspecify.annotations.NullMarked;
