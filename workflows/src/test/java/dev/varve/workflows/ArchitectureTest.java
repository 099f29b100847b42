package dev.varve.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A replay must see what the run saw: workflow code reads no clock, rolls no dice and starts no
 * thread.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.varve.workflows");

  private static final Set<String> NOT_DETERMINISTIC =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle");

  @Test
  void workflowsKnowNothingButTemporalAndTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.varve.workflows..",
            "io.temporal..",
            "java..",
            "com.fasterxml.jackson.annotation",
            "org.slf4j")
        .check(CLASSES);
  }

  @Test
  void whatClientsNeedKnowsNeitherTheActivitiesNorTheWorkflow() {
    noClasses()
        .that()
        .resideInAPackage("dev.varve.workflows")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.varve.workflows.*..")
        .check(CLASSES);
  }

  @Test
  void theirCodeIsDeterministic() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "reads a clock, the process or chance",
                (JavaMethodCall call) -> isNotDeterministic(call.getTarget())))
        .check(CLASSES);
  }

  @Test
  void theyStartNoThreadsAndTouchNoFiles() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent", "java.nio.file..", "java.io", "java.net..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .check(CLASSES);
  }

  private static boolean isNotDeterministic(AccessTarget.MethodCallTarget target) {
    String owner = target.getOwner().getName();
    boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
    return now || NOT_DETERMINISTIC.contains(owner + "." + target.getName());
  }
}
