/**
 * The three kinds as fabric8 wants them, for those who talk to the API server with fabric8's
 * client: names, short names and printer columns around the plain records, and nothing else. This
 * is the one room of the module that sees fabric8's types.
 */
@NullMarked
package io.mirrornet.api.kubernetes;

import org.jspecify.annotations.NullMarked;
