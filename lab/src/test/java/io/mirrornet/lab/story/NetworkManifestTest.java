package io.mirrornet.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a scenario says of the network is merged over what is made from it. */
class NetworkManifestTest {

  @Test
  void aPatchAddsReplacesAndTakesAway() throws IOException {
    assertThat(
            NetworkManifest.merged(
                tree("{a: {x: 1, y: 2}, b: [1], c: 3}"),
                tree("{a: {y: null, z: 4}, b: [2], c: null, d: {e: null}}")))
        .isEqualTo(tree("{a: {x: 1, z: 4}, b: [2], d: {}}"));
  }

  private static ObjectNode tree(String yaml) throws IOException {
    return (ObjectNode) YAMLMapper.builder().build().readTree(yaml);
  }
}
