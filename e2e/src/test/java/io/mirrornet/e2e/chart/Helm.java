package io.mirrornet.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real Helm where it needs no cluster. */
final class Helm {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path program = Programs.ofUser().path(Program.HELM);

  /**
   * What a call gave.
   *
   * @param output standard output and error
   */
  record Result(int status, String output) {}

  /** The objects that the chart consists of with these values, hooks included. */
  List<JsonNode> render(String values) {
    Result result =
        run(
            values,
            "template",
            Chart.RELEASE,
            Chart.DIRECTORY.toString(),
            "--namespace=" + Chart.NAMESPACE,
            "--values=-");
    if (result.status() != 0) {
      throw new IllegalStateException("helm template: " + result.output());
    }
    return documents(result.output());
  }

  Result lint(String values) {
    return run(values, "lint", "--strict", Chart.DIRECTORY.toString(), "--values=-");
  }

  /** The one object of that kind and name. */
  static JsonNode object(List<JsonNode> objects, String kind, String name) {
    List<JsonNode> found =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .filter(object -> object.at("/metadata/name").asText().equals(name))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("%d objects are %s/%s".formatted(found.size(), kind, name));
    }
    return found.getFirst();
  }

  /** A stream of YAML documents; empty ones are left out. */
  static List<JsonNode> documents(String yaml) {
    try (var parser = YAML.createParser(yaml)) {
      List<JsonNode> documents = new ArrayList<>();
      YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
      return documents.stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result run(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while helm ran", e);
    }
  }
}
