package io.mirrornet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.ApiObject;

/** Who may see whom in this module. */
@AnalyzeClasses(packages = "io.mirrornet", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  private static final String[] GENERATOR_ANNOTATIONS = {
    "io.fabric8.generator.annotation..", "io.fabric8.crd.generator.annotation.."
  };

  @ArchTest
  static final ArchRule addressesSeeNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.mirrornet.net..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.mirrornet.api..");

  @ArchTest
  static final ArchRule recordsArePlain =
      classes()
          .that()
          .resideInAPackage("io.mirrornet..")
          .and()
          .resideOutsideOfPackage("io.mirrornet.api.kubernetes..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.annotation..",
              GENERATOR_ANNOTATIONS[0],
              GENERATOR_ANNOTATIONS[1],
              "io.mirrornet.net..",
              "io.mirrornet.api",
              "io.mirrornet.api.schema..",
              "io.mirrornet.api.network..",
              "io.mirrornet.api.hostroute..",
              "io.mirrornet.api.disruption..");

  @ArchTest
  static final ArchRule kindsDoNotSeeOneAnother =
      SlicesRuleDefinition.slices()
          .matching("io.mirrornet.api.(network|hostroute|disruption)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule eachObjectOfTheApiPassesOverWhatItDoesNotKnow =
      classes()
          .that()
          .areRecords()
          .and()
          .resideInAPackage("io.mirrornet.api..")
          .and()
          .doNotBelongToAnyOf(GoDuration.class)
          .should()
          .beAnnotatedWith(ApiObject.class);
}
