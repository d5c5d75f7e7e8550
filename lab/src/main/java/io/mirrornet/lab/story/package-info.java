/**
 * The story that {@code lab/run} tells: the hairpin before, the chart, one object, each host's
 * disruption as approver and database administrator live it, and the same table after. What the
 * product says flows in, as any client of the API server reads it; what people do flows out, as
 * commands that anybody can type. Who plays what is decided by pure functions of a {@link
 * io.mirrornet.lab.story.Scene}; {@link io.mirrornet.lab.story.Story} alone acts.
 */
@NullMarked
package io.mirrornet.lab.story;

import org.jspecify.annotations.NullMarked;
