package io.mirrornet.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.network.LabelSelectorRequirement.Operator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @ParameterizedTest
  @CsvSource({
    "In,           ucr,   true",
    "In,           other, false",
    "In,           ,      false",
    "NotIn,        ucr,   false",
    "NotIn,        other, true",
    "NotIn,        ,      true",
    "Exists,       ucr,   true",
    "Exists,       ,      false",
    "DoesNotExist, ucr,   false",
    "DoesNotExist, ,      true",
  })
  void anExpressionIsJudgedAsKubernetesJudgesIt(Operator operator, String label, boolean selected) {
    List<String> values =
        switch (operator) {
          case In, NotIn -> List.of("ucr", "hub");
          case Exists, DoesNotExist -> List.of();
        };
    LabelSelector selector =
        new LabelSelector(
            Map.of(), List.of(new LabelSelectorRequirement("tier", operator, values)));

    assertThat(selector.matches(label == null ? Map.of() : Map.of("tier", label)))
        .isEqualTo(selected);
  }

  @Test
  void eachLabelAndEachExpressionMustHold() {
    LabelSelector selector =
        new LabelSelector(
            Map.of("tier", "ucr"),
            List.of(new LabelSelectorRequirement("zone", Operator.Exists, List.of())));

    assertThat(selector.matches(Map.of("tier", "ucr", "zone", "1", "other", "x"))).isTrue();
    assertThat(selector.matches(Map.of("tier", "ucr"))).isFalse();
    assertThat(selector.matches(Map.of("zone", "1"))).isFalse();
    assertThat(selector.matches(Map.of("tier", "hub", "zone", "1"))).isFalse();
  }
}
