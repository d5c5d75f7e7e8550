/**
 * What the chart asks of the operator's image at the edges of an installation's life: whether it
 * may be taken away, and whether it works. Each is a program of its own that reads the API server,
 * says what it found and ends. Nothing flows to the other rooms.
 */
@NullMarked
package io.mirrornet.operator.installation;

import org.jspecify.annotations.NullMarked;
