/**
 * What is said of an object: pure. In flow the object, what all ask together and what was seen; out
 * flows the object's status, equal to the one before as long as nothing changed that it tells of.
 */
@NullMarked
package io.mirrornet.agent.report;

import org.jspecify.annotations.NullMarked;
