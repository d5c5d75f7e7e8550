@NullMarked
package io.mirrornet.agent.route;

import org.jspecify.annotations.NullMarked;
