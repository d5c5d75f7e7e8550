package io.mirrornet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * One object with a value that the API server takes and Java does not would end every list of its
 * kind, and with it the operator. So what the schemas accept is never more than what is read.
 */
class WhatIsAcceptedIsReadableTest {

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Example
  void eachTimeOfTheSchemasHasThePattern() throws IOException {
    List<JsonNode> times = new ArrayList<>();
    for (String crd : Crds.byFileName().values()) {
      collectTimes(new YAMLMapper().readTree(crd), times);
    }

    assertThat(times).hasSizeGreaterThan(8);
    assertThat(times)
        .allSatisfy(
            time -> assertThat(time.path("pattern").asText()).isEqualTo(ValueRules.TIME_PATTERN));
  }

  @Example
  void timesThatOnlyTheApiServerReadsAreRefused() {
    assertThat(
            Stream.of(
                "2026-01-01T05:00:00,5Z",
                "2026-01-01T05:00:00x5Z",
                "2026-01-01T05:00:00+19:00",
                "2026-01-01T05:00:00+99:00",
                "2026-01-01T05:00:00+18:30",
                "2026-01-01T05:00:00.1234567890Z",
                "2026-01-01t05:00:00z",
                "2026-01-01T05:00:00Z\n"))
        .noneMatch(Pattern.compile(ValueRules.TIME_PATTERN).asMatchPredicate());
  }

  @Property
  void eachTimeOfThePatternIsRead(@ForAll("times") String time) {
    assertThat(time).matches(ValueRules.TIME_PATTERN);
    assertThatCode(() -> serialization.unmarshal(TextNode.valueOf(time).toString(), Instant.class))
        .doesNotThrowAnyException();
  }

  @Property
  void eachAddressOfThePatternIsReadAndNoOther(@ForAll("nearlyAddresses") String text) {
    assertThat(Pattern.matches(ValueRules.IPV4_PATTERN, text))
        .isEqualTo(Ipv4Address.tryParse(text).isPresent());
  }

  @Property
  void eachMacAddressOfThePatternIsRead(@ForAll("nearlyMacAddresses") String text) {
    if (Pattern.matches(ValueRules.MAC_PATTERN, text)) {
      assertThat(MacAddress.tryParse(text)).isPresent();
    }
  }

  @Property
  void eachPageOfThePatternIsOneThatCanBeAskedFor(@ForAll("nearlyPages") String url) {
    if (Pattern.matches(MemberEndpoint.NOTATION, url)) {
      assertThatCode(() -> HttpRequest.newBuilder(URI.create(url)).build())
          .doesNotThrowAnyException();
    }
  }

  @Provide
  Arbitrary<String> nearlyPages() {
    Arbitrary<String> host =
        Arbitraries.of("hs-vm-a", "10.2.1.4", "h.example", "1h", "my_host", "h-", "[::1]", "a.b");
    Arbitrary<String> rest =
        Arbitraries.strings()
            .withChars("/?#%20|{}[] ^`\\\"'<>aZ-._~!$&()*+,;=:@\u00e9")
            .ofMaxLength(8);
    return Combinators.combine(
            Arbitraries.of("http://", "https://"),
            host,
            Arbitraries.of("", ":80", ":99999", ":"),
            Arbitraries.of("", "/", "?", "/a?"),
            rest)
        .as((scheme, name, port, path, tail) -> scheme + name + port + path + tail);
  }

  @Provide
  Arbitrary<String> times() {
    // The format refuses a 31st of February; so none is made here.
    return Combinators.combine(
            Arbitraries.integers().between(0, 9999),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28),
            Arbitraries.integers().between(0, 86_399),
            Arbitraries.of("", ".5", ".000", ".123456789"),
            Arbitraries.of("Z", "+00:00", "-00:00", "+05:30", "+17:59", "-17:59"))
        .as((year, month, day, second, fraction, offset) ->
            "%04d-%02d-%02dT%02d:%02d:%02d%s%s"
                .formatted(
                    year,
                    month,
                    day,
                    second / 3600,
                    second / 60 % 60,
                    second % 60,
                    fraction,
                    offset));
  }

  @Provide
  Arbitrary<String> nearlyAddresses() {
    return Arbitraries.of("0", "00", "01", "9", "10", "99", "100", "199", "255", "256", "1e", "")
        .list()
        .ofMinSize(3)
        .ofMaxSize(5)
        .map(parts -> String.join(".", parts));
  }

  @Provide
  Arbitrary<String> nearlyMacAddresses() {
    return Arbitraries.of("00", "0d", "ff", "0D", "f", "")
        .list()
        .ofMinSize(5)
        .ofMaxSize(7)
        .map(parts -> String.join(":", parts));
  }

  private static void collectTimes(JsonNode schema, List<JsonNode> times) {
    if (schema.path("format").asText().equals("date-time")) {
      times.add(schema);
    }
    schema.forEach(child -> collectTimes(child, times));
  }
}
