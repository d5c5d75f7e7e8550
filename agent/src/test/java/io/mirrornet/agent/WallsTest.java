package io.mirrornet.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The walls between the agent's rooms, and its three doors: kernel, API server, metrics. */
@AnalyzeClasses(packages = "io.mirrornet.agent", importOptions = DoNotIncludeTests.class)
class WallsTest {

  private static final String API = "io.mirrornet.api..";
  private static final String NET = "io.mirrornet.net..";
  private static final String LOGGING = "org.slf4j..";

  @ArchTest static final ArchRule systemCallsKnowNobody = room("linux", NET);

  @ArchTest static final ArchRule netlinkKnowsOnlyTheKernel = room("netlink", our("linux"), NET);

  @ArchTest
  static final ArchRule theRecipeKnowsTheKernelsWordsAndNotTheKernel =
      room("route", our("netlink"), NET);

  @ArchTest
  static final ArchRule theGuardKnowsTheRecipeAndTheKernel =
      room("guard", our("route"), our("netlink"), our("linux"), NET, LOGGING);

  @ArchTest
  static final ArchRule whatIsAskedIsReadOutOfTheApiAlone =
      room("assignment", our("route"), API, NET);

  @ArchTest
  static final ArchRule tryingKnowsNothingOfRoutes =
      room("probe", our("linux"), API, NET, LOGGING, "javax.net.ssl..");

  @ArchTest
  static final ArchRule theReportAsksNobody =
      room(
          "report",
          our("assignment"),
          our("guard"),
          our("probe"),
          our("route"),
          our("netlink"),
          our("linux"),
          API,
          NET);

  @ArchTest
  static final ArchRule theLoopSeesNoDoor =
      room(
          "loop",
          our("assignment"),
          our("guard"),
          our("probe"),
          our("report"),
          our("route"),
          API,
          NET,
          LOGGING);

  @ArchTest
  static final ArchRule decisionsNeitherAskForTheTimeNorReadOrConnect =
      noClasses()
          .that()
          .resideInAnyPackage(our("assignment"), our("route"), our("report"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.InstantSource");

  @ArchTest
  static final ArchRule kubernetesIsSpokenInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(our("kubernetes"))
          // It hands a client from one to the other, and asks nothing of it.
          .and()
          .doNotHaveFullyQualifiedName("io.mirrornet.agent.Main")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..", "com.fasterxml.jackson..", "io.mirrornet.api.kubernetes..");

  @ArchTest
  static final ArchRule foreignFunctionsAreCalledInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(our("linux"))
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.foreign.Linker");

  @ArchTest
  static final ArchRule whatIsCountedIsServedInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(our("metrics"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule whereLogsGoIsSaidInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage(our("logging"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..");

  @ArchTest
  static final ArchRule roomsFormNoCircle =
      slices().matching("io.mirrornet.agent.(*)..").should().beFreeOfCycles();

  private static ArchRule room(String name, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(our(name), "java..", "org.jspecify.annotations.."), Stream.of(others))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(our(name))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static String our(String room) {
    return "io.mirrornet.agent." + room + "..";
  }
}
