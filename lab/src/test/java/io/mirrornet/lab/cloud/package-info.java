/** The cloud's behaviour as its clients see it, and what only its core can show. */
@NullMarked
package io.mirrornet.lab.cloud;

import org.jspecify.annotations.NullMarked;
