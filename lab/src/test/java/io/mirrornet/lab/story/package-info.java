/** Who plays what and when, and when a story has not come true. */
@NullMarked
package io.mirrornet.lab.story;

import org.jspecify.annotations.NullMarked;
