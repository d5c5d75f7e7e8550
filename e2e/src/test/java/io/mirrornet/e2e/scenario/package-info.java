/**
 * The whole story as a user sees it: {@code lab/run} as a process, what it ends with, what its
 * report says, and that nothing of it is left. In flows a scenario file; nothing of the lab's own
 * judgement is trusted that the report does not show.
 */
@NullMarked
package io.mirrornet.e2e.scenario;

import org.jspecify.annotations.NullMarked;
