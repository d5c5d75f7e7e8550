package io.mirrornet.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms: data walks observe, plan, act, report, and never back. */
@AnalyzeClasses(packages = "io.mirrornet.operator", importOptions = DoNotIncludeTests.class)
class WallsTest {

  private static final String API = "io.mirrornet.api..";
  private static final String NET = "io.mirrornet.net..";
  private static final String JAVA = "java..";
  private static final String NULLNESS = "org.jspecify.annotations..";
  private static final String LOGGING = "org.slf4j..";
  private static final String AZURE_SDK = "com.azure..";
  private static final String AZURE_LOGIN = "com.microsoft.aad.msal4j..";
  private static final String REACTOR = "reactor..";

  @ArchTest static final ArchRule theModelKnowsOnlyTheApi = room("model", API, NET);

  @ArchTest static final ArchRule thePlanKnowsOnlyTheModel = room("plan", our("model"), API, NET);

  @ArchTest
  static final ArchRule theReportKnowsTheModelAndThePlan =
      room("report", our("model"), our("plan"), API, NET);

  @ArchTest static final ArchRule theDoorsKnowOnlyTheModel = room("port", our("model"), API, NET);

  @ArchTest
  static final ArchRule theObserverDecidesNothing =
      room("observe", our("model"), our("port"), our("attempt"), API, NET);

  @ArchTest
  static final ArchRule theExecutorLooksAtNothingButWhatItDestroys =
      room("act", our("model"), our("plan"), our("port"), our("attempt"), API, NET, LOGGING);

  @ArchTest
  static final ArchRule theLoopWalksThroughTheRoomsAndSeesNoDoor =
      room(
          "loop",
          our("model"),
          our("observe"),
          our("plan"),
          our("act"),
          our("report"),
          our("port"),
          our("attempt"),
          API,
          NET,
          LOGGING);

  @ArchTest
  static final ArchRule thePaceKnowsTheLoopAndItsPlans =
      room("turn", our("loop"), our("plan"), our("model"), our("port"), API, LOGGING);

  @ArchTest static final ArchRule theConfigurationKnowsOnlyTheModel = room("config", our("model"));

  @ArchTest
  static final ArchRule kubernetesIsSpokenInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackages(our("kubernetes"), our("installation"))
          // They hand a client from one to the other, and ask nothing of it.
          .and()
          .doNotHaveFullyQualifiedName("io.mirrornet.operator.OperatorProcess")
          .and()
          .doNotHaveFullyQualifiedName("io.mirrornet.operator.Main")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..", "io.javaoperatorsdk..", "io.mirrornet.api.kubernetes..");

  /** Programs of their own, which share nothing with the loop but the words. */
  @ArchTest
  static final ArchRule theInstallationsProgramsKnowOnlyTheModelAndTheirClient =
      room("installation", our("model"), API, NET, "io.fabric8..");

  @ArchTest
  static final ArchRule theDoorToKubernetesKnowsTheModelAndItsPortAndNobodyElse =
      classes()
          .that()
          .resideInAPackage(our("kubernetes"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              our("kubernetes"),
              our("model"),
              our("port"),
              API,
              NET,
              JAVA,
              NULLNESS,
              LOGGING,
              // What fabric8 reads objects with.
              "com.fasterxml.jackson..",
              "io.fabric8..",
              "io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule whatIsCountedIsCountedInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackages(our("metrics"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule theDoorToAzureKnowsTheModelAndTheSdk =
      room(
          "azure",
          our("model"),
          our("port"),
          NET,
          LOGGING,
          AZURE_SDK,
          AZURE_LOGIN,
          REACTOR,
          "javax.net.ssl..");

  @ArchTest
  static final ArchRule onlyTheDoorToAzureSeesTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage(our("azure"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AZURE_SDK, AZURE_LOGIN, REACTOR);

  @ArchTest
  static final ArchRule whatAzuresDocumentsMeanIsFoundOutWithoutAskingAnybody =
      classes()
          .that()
          .resideInAPackage(our("azure.mapping"))
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("java.net..", "java.io..", "java.nio..", REACTOR, LOGGING);

  @ArchTest
  static final ArchRule theDecisionsNeitherAskForTheTimeNorForChance =
      classes()
          .that()
          .resideInAnyPackage(our("plan"), our("report"), our("model"))
          .should()
          .onlyDependOnClassesThat()
          .doNotHaveFullyQualifiedName("java.time.Clock")
          .andShould()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "java.util.random..", "java.io..", "java.net..", "java.nio.file..");

  @ArchTest
  static final ArchRule roomsFormNoCircle =
      slices().matching("io.mirrornet.operator.(*)..").should().beFreeOfCycles();

  private static ArchRule room(String name, String... others) {
    String[] allowed = new String[others.length + 3];
    System.arraycopy(others, 0, allowed, 0, others.length);
    allowed[others.length] = our(name);
    allowed[others.length + 1] = JAVA;
    allowed[others.length + 2] = NULLNESS;
    return classes()
        .that()
        .resideInAPackage(our(name))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static String our(String room) {
    return "io.mirrornet.operator." + room + "..";
  }
}
