package io.mirrornet.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launchers say to arguments that make no sense, before they do anything. */
class LauncherTest {

  private static final int USAGE = 64;

  @ParameterizedTest
  @CsvSource({
    "run --report, usage: lab/run [SCENARIO] [--report FILE]",
    "run pair crossed, usage: lab/run [SCENARIO] [--report FILE]",
    "run --verbose, usage: lab/run [SCENARIO] [--report FILE]",
    "up pair crossed, usage: lab/up [SCENARIO]",
    "up --fast, usage: lab/up [SCENARIO]",
    "down now, usage: lab/down"
  })
  void wrongArgumentsEndWithTheUsage(String command, String usage) throws Exception {
    Result result = launch(command);

    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.output()).contains(usage);
  }

  private record Result(int status, String output) {}

  private static Result launch(String command) throws IOException, InterruptedException {
    List<String> words = List.of(command.split(" ", -1));
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(Path.of(words.getFirst()).toAbsolutePath().toString()),
                        words.stream().skip(1))
                    .toList())
            .redirectErrorStream(true)
            .start();
    process.outputWriter(StandardCharsets.UTF_8).close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
