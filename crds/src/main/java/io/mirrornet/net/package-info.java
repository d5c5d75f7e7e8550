/** Addresses as values: an illegal one cannot be made, so nobody further in has to check. */
@NullMarked
package io.mirrornet.net;

import org.jspecify.annotations.NullMarked;
