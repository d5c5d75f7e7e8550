@NullMarked
package io.mirrornet.api.network;

import org.jspecify.annotations.NullMarked;
