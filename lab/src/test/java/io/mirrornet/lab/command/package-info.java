/** The launchers and the conversation of commands. */
@NullMarked
package io.mirrornet.lab.command;

import org.jspecify.annotations.NullMarked;
