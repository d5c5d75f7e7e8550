/** The agent's door to the API server, with a real one behind it. */
@NullMarked
package io.mirrornet.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
