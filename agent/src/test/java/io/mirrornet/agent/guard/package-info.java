@NullMarked
package io.mirrornet.agent.guard;

import org.jspecify.annotations.NullMarked;
