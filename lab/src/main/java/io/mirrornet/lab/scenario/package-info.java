/**
 * What a user asks the lab to build, as values: one YAML file is one {@link
 * io.mirrornet.lab.scenario.Scenario}. Text flows in; values that make sense together flow out, or
 * a message that names file, field and remedy.
 */
@NullMarked
package io.mirrornet.lab.scenario;

import org.jspecify.annotations.NullMarked;
