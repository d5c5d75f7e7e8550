package io.mirrornet.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a scenario says of who calls whom, read without the lab's own reader. */
record ScenarioFile(JsonNode document) {

  /**
   * A way that a call can take.
   *
   * @param host who calls
   * @param frontend {@code loadBalancer/frontend}
   * @param hairpin whether the primary behind the frontend is on the caller's own machine
   */
  record Call(String host, String frontend, int port, boolean hairpin) {}

  static ScenarioFile read(Path file) {
    try {
      return new ScenarioFile(new YAMLMapper().readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The machines. */
  List<String> hosts() {
    return elements(document.path("virtualMachines")).map(vm -> vm.path("name").asText()).toList();
  }

  /** The address that a machine has before anything is done. */
  String address(String host) {
    return elements(document.path("virtualMachines"))
        .filter(vm -> vm.path("name").asText().equals(host))
        .findFirst()
        .orElseThrow()
        .path("address")
        .asText();
  }

  /** Each call from each machine to each port of each mirror. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String host : hosts()) {
      for (JsonNode mirror : document.path("mirrors")) {
        String frontend = mirror.path("frontend").asText();
        boolean hairpin = mirror.path("primary").asText().equals(host);
        for (JsonNode port : frontend(frontend).path("ports")) {
          calls.add(new Call(host, frontend, port.asInt(), hairpin));
        }
      }
    }
    return List.copyOf(calls);
  }

  private JsonNode frontend(String name) {
    return elements(document.path("loadBalancers"))
        .flatMap(balancer ->
            elements(balancer.path("frontends"))
                .filter(frontend ->
                    name.equals(
                        balancer.path("name").asText() + "/" + frontend.path("name").asText())))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
