package dev.varve.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.varve.storage.staging.StagingFolders;
import java.io.File;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.varve.storage");

  @Test
  void onlyTheOneDoorLinks() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Publication.class)
        .should()
        .callMethodWhere(files("createLink", "createSymbolicLink", "copy"))
        .check(CLASSES);
  }

  @Test
  void onlyTheOneDoorAndStagingRename() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Publication.class, StagingFolders.class)
        .should()
        .callMethodWhere(files("move"))
        .orShould()
        .callMethodWhere(calls("File.renameTo", File.class.getName(), Set.of("renameTo", "mkdirs")))
        .check(CLASSES);
  }

  @Test
  void nobodyMakesMissingParents() {
    noClasses().should().callMethodWhere(files("createDirectories")).check(CLASSES);
  }

  @Test
  void noEngineNoWorkflowsNoPlanner() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "org.duckdb..",
            "io.temporal..",
            "org.apache.calcite..",
            "dev.varve.planner..",
            "dev.varve.observability..",
            "dev.varve.activities..",
            "dev.varve.workflows..")
        .check(CLASSES);
  }

  @Test
  void jsonIsReadAndWrittenByHand() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> files(String... names) {
    return calls("Files." + String.join(", ", names), Files.class.getName(), Set.of(names));
  }

  private static DescribedPredicate<JavaMethodCall> calls(
      String what, String owner, Set<String> names) {
    return DescribedPredicate.describe(
        what,
        call ->
            call.getTargetOwner().getName().equals(owner)
                && names.contains(call.getTarget().getName()));
  }
}
