package io.mirrornet.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the chart says a second time is what was said first. */
class CopiesTest {

  private static final Pattern TABLE_ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| *`?([^|`]*)`? *\\|");

  @Test
  void theChartsCrdsAreThoseOfTheApi() throws IOException {
    assertThat(files(Chart.DIRECTORY.resolve("files/crds")))
        .as("copy them: cp crds/*.yaml helm/mirrornet/files/crds/")
        .isEqualTo(files(Chart.ROOT.resolve("crds")));
  }

  @Test
  void theChartIsOfTheProjectsVersion() {
    JsonNode chart = Helm.documents(Chart.read("helm/mirrornet/Chart.yaml")).getFirst();
    String pom = Chart.read("pom.xml");
    String version =
        pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

    assertThat(chart.path("version").asText()).isEqualTo(version);
    assertThat(chart.path("appVersion").asText()).isEqualTo(version);
  }

  @Test
  void theTableOfValuesHasEachValueWithItsDefault() {
    Map<String, String> documented = new TreeMap<>();
    TABLE_ROW
        .matcher(Chart.read("docs/install.md"))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2).strip()));

    assertThat(documented)
        .as("docs/install.md, the table of values; helm/mirrornet/values.yaml has others")
        .isEqualTo(defaults());
  }

  /** Each leaf of values.yaml by its path. */
  private static Map<String, String> defaults() {
    Map<String, String> leaves = new TreeMap<>();
    collect("", Helm.documents(Chart.read("helm/mirrornet/values.yaml")).getFirst(), leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    boolean quantities = path.endsWith(".resources");
    if (node.isObject() && !node.isEmpty() && !quantities) {
      node.properties()
          .forEach(field ->
              collect(
                  path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                  field.getValue(),
                  leaves));
    } else {
      leaves.put(
          path,
          quantities ? quantities(node) : node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private static String quantities(JsonNode resources) {
    List<String> words = new ArrayList<>();
    resources
        .properties()
        .forEach(kind ->
            kind.getValue()
                .properties()
                .forEach(quantity ->
                    words.add(
                        "%s %s %s"
                            .formatted(
                                kind.getKey(), quantity.getKey(), quantity.getValue().asText()))));
    return String.join(", ", words);
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
