package dev.varve.planner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.varve.planner");

  @Test
  void onlyTheBinderKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.varve.planner.bind..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsCalcite() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.varve.planner.calcite..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..")
        .check(CLASSES);
  }

  @Test
  void nothingIsSerialisedByReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.google.gson..")
        .check(CLASSES);
  }

  @Test
  void otherModulesAreUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.varve.storage..",
            "dev.varve.observability..",
            "dev.varve.activities..",
            "dev.varve.workflows..",
            "dev.varve.workers..",
            "io.temporal..")
        .check(CLASSES);
  }

  /** The order of a hash map is nobody's choice, so that no map of the planner is one. */
  @Test
  void noHashMapIsMade() {
    for (Class<?> map : List.of(HashMap.class, HashSet.class, ConcurrentHashMap.class)) {
      noClasses().should().callConstructor(map).check(CLASSES);
      noClasses().should().callConstructor(map, int.class).check(CLASSES);
    }
    noClasses()
        .should()
        .accessTargetWhere(
            collector("toMap")
                .or(collector("toSet"))
                .or(collector("toUnmodifiableMap"))
                .or(collector("toUnmodifiableSet")))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> collector(String name) {
    return DescribedPredicate.describe(
        "Collectors." + name,
        access ->
            access.getTarget().getName().equals(name)
                && access.getTargetOwner().isEquivalentTo(Collectors.class));
  }
}
