@NullMarked
package io.mirrornet.agent.loop;

import org.jspecify.annotations.NullMarked;
