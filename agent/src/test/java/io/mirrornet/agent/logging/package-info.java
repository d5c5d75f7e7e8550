@NullMarked
package io.mirrornet.agent.logging;

import org.jspecify.annotations.NullMarked;
