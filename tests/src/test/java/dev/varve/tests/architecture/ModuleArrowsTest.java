package dev.varve.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which module may name which. */
class ModuleArrowsTest {
  @ParameterizedTest
  @EnumSource
  void moduleIsSeenByTheseTests(Module module) {
    assertThat(Code.CLASSES.stream())
        .anyMatch(c -> c.getPackageName().startsWith("dev.varve." + module.folder()));
  }

  @Test
  void everyClassBelongsToAModule() {
    classes().should().resideInAnyPackage(packagesOf(List.of(Module.values()))).check(Code.CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void moduleNamesOnlyTheModulesThatItsArrowsPointTo(Module module) {
    List<Module> strangers = new ArrayList<>(List.of(Module.values()));
    strangers.remove(module);
    strangers.removeAll(module.arrows());
    if (strangers.isEmpty()) {
      return;
    }
    noClasses()
        .that()
        .resideInAPackage(module.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packagesOf(strangers))
        .check(Code.CLASSES);
  }

  @Test
  void activitiesNameTheInterfacesAndRecordsOfWorkflowsOnly() {
    noClasses()
        .that()
        .resideInAPackage(Module.ACTIVITIES.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.varve.workflows.build..")
        .because("what a workflow is made of is nobody else's concern")
        .check(Code.CLASSES);
  }

  @Test
  void phasesAreNotStartedFromTheStorageOrThePlanner() {
    noClasses()
        .that()
        .resideInAnyPackage(
            Module.PLANNER.packages(), Module.STORAGE.packages(), Module.OBSERVABILITY.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.temporal..")
        .check(Code.CLASSES);
  }

  private static String[] packagesOf(List<Module> modules) {
    return modules.stream().map(Module::packages).toArray(String[]::new);
  }
}
