/** How the agent's log looks. Nobody calls in: logback finds the room by its service file. */
@NullMarked
package io.mirrornet.agent.logging;

import org.jspecify.annotations.NullMarked;
