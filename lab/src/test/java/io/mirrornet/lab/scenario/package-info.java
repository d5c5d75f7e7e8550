/** Scenario files: what is read, and what is refused with which words. */
@NullMarked
package io.mirrornet.lab.scenario;

import org.jspecify.annotations.NullMarked;
