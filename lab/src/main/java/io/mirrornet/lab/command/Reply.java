package io.mirrornet.lab.command;

import java.util.List;
import java.util.Map;

/**
 * What a running lab answers.
 *
 * @param exit the status for the command to end with
 * @param lines for people
 * @param anchor number of a process in the namespaces that were asked for, in the lab's own PID
 *     namespace; 0: none was asked for
 * @param environment for what is started there
 * @param programs paths of programs to be started there, by name
 */
record Reply(
    int exit,
    List<String> lines,
    long anchor,
    Map<String, String> environment,
    Map<String, String> programs) {

  Reply {
    lines = List.copyOf(lines);
    environment = Map.copyOf(environment);
    programs = Map.copyOf(programs);
  }

  static Reply done(List<String> lines) {
    return new Reply(0, lines, 0, Map.of(), Map.of());
  }

  static Reply failed(String line) {
    return new Reply(Main.FAILED, List.of(line), 0, Map.of(), Map.of());
  }
}
