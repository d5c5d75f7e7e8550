/** What an agent says of its host, without a host. */
@NullMarked
package io.mirrornet.agent.report;

import org.jspecify.annotations.NullMarked;
