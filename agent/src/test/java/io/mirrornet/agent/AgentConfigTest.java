package io.mirrornet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AgentConfigTest {

  /** A line of the table: variable, default, meaning. */
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (?:`([^`]*)`)?.*");

  @Test
  void theManualNamesEachVariableThatIsReadAndNoOther() throws IOException {
    assertThat(documented().keySet()).isEqualTo(read());
  }

  @Test
  void theDefaultsOfTheManualAreTheDefaults() throws IOException {
    Map<String, String> written = new HashMap<>(documented());
    written.values().removeIf(String::isEmpty);
    written.put("NODE_NAME", "hs-vm-a");

    assertThat(AgentConfig.of(written)).isEqualTo(AgentConfig.of(Map.of("NODE_NAME", "hs-vm-a")));
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertThatThrownBy(
            () -> AgentConfig.of(Map.of("NODE_NAME", "hs-vm-a", "MIRRORNET_PROOF_PORT", "99999")))
        .hasMessageContaining("MIRRORNET_PROOF_PORT=\"99999\"");
  }

  private static Map<String, String> documented() throws IOException {
    return Files.readAllLines(Path.of("../docs/agent.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row -> Optional.ofNullable(row.group(2)).orElse(""),
                (one, _) -> one,
                TreeMap::new));
  }

  private static Set<String> read() {
    Recorder environment = new Recorder();
    AgentConfig.of(environment);
    return environment.asked;
  }

  /** An environment that remembers what it was asked for. */
  private static final class Recorder extends HashMap<String, String> {
    private static final long serialVersionUID = 1;
    private final transient Set<String> asked = new TreeSet<>();

    @Override
    public String get(Object name) {
      asked.add((String) name);
      return "hs-vm-a";
    }

    @Override
    public String getOrDefault(Object name, String fallback) {
      asked.add((String) name);
      return fallback;
    }
  }
}
