package io.mirrornet.lab.fabric.hairpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** docs/hairpin.md and the tests of the hairpin say the same. */
class HairpinManualTest {

  private static final Path MANUAL = Path.of("../docs/hairpin.md");
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+IT\\.\\w+)`");

  private static final List<Class<?>> HAIRPIN =
      List.of(
          WithoutRecipeIT.class,
          HarmsIT.class,
          InterfaceFlapIT.class,
          SubnetOfItsOwnIT.class,
          RecipeIT.class,
          RecipeStepsIT.class,
          LocalProofIT.class,
          LimitsIT.class);

  @Test
  void everyTestOfTheHairpinBacksAStatementOfTheManual() throws IOException {
    assertThat(named()).containsAll(testsOf(HAIRPIN.stream()));
  }

  @Test
  void everyTestThatTheManualNamesExists() throws Exception {
    Class<?> fabric = Class.forName("io.mirrornet.lab.fabric.FabricIT");

    assertThat(testsOf(Stream.concat(HAIRPIN.stream(), Stream.of(fabric)))).containsAll(named());
  }

  private static Set<String> named() throws IOException {
    return TEST_NAME
        .matcher(Files.readString(MANUAL))
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> testsOf(Stream<Class<?>> classes) {
    return classes
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(HairpinManualTest::isTest)
        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isTest(Method method) {
    return Stream.of(Test.class, ParameterizedTest.class, EachRpFilter.class)
        .anyMatch(method::isAnnotationPresent);
  }
}
