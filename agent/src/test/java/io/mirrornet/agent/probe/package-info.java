@NullMarked
package io.mirrornet.agent.probe;

import org.jspecify.annotations.NullMarked;
