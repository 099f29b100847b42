package dev.varve.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Each library that decides something about data is known to one package only. */
class EngineRoomsTest {
  private static final String[] DUCKDB = {"java.sql..", "org.duckdb.."};

  @Test
  void calciteIsKnownToOnePackageOfThePlanner() {
    onlyIn("dev.varve.planner.calcite..", "org.apache.calcite..");
  }

  @Test
  void substraitIsKnownToOnePackageOfThePlanner() {
    onlyIn("dev.varve.planner.speak.substrait..", "io.substrait..");
  }

  @Test
  void plannerBindsWithTheEngineInOnePackage() {
    noClasses()
        .that()
        .resideInAPackage("dev.varve.planner..")
        .and()
        .resideOutsideOfPackage("dev.varve.planner.bind..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DUCKDB)
        .check(Code.CLASSES);
  }

  @Test
  void dataIsReadByTheEngineInTheLaneOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.varve.planner.bind..", "dev.varve.activities.lane.duckdb..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DUCKDB)
        .check(Code.CLASSES);
  }

  /** What is not a statement of a context does not reach the engine: the compiler sees to it. */
  @Test
  void aTextReachesTheEngineThroughOneClass() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(OpenStatement.class)
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Statement.class)).or(owner(assignableTo(Connection.class))))
                .and(target(nameMatching("execute.*|addBatch|prepare.*|nativeSQL")))
                .and(takesText()))
        .because("a statement is built as a user's query, a question or a statement of our own")
        .check(Code.CLASSES);
  }

  /** What our own writers made as text enters a statement where it is looked at, here alone. */
  @Test
  void textThatIsMadeElsewhereIsTakenForAnExpressionInFewPlaces() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.varve.planner.evidence.InstanceTable")
        .and()
        .doNotHaveFullyQualifiedName("dev.varve.activities.evidence.Side")
        .and()
        .doNotHaveFullyQualifiedName("dev.varve.activities.lane.duckdb.StepStatement")
        .should()
        .callMethod(Sql.class, "expression", String.class)
        .check(Code.CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> takesText() {
    return DescribedPredicate.describe(
        "takes a text",
        access ->
            access.getTarget() instanceof MethodCallTarget method
                && method.getRawParameterTypes().stream()
                    .anyMatch(parameter -> parameter.isEquivalentTo(String.class)));
  }

  @Test
  void deltaKernelIsKnownToOnePackageOfTheStorage() {
    onlyIn("dev.varve.storage.delta..", "io.delta..");
  }

  @Test
  void hadoopIsNamedOnlyWhereTheKernelAsksForIt() {
    onlyIn("dev.varve.storage.delta..", "org.apache.hadoop..");
  }

  @Test
  void workflowsKnowNoEngineAndNoFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.varve.workflows..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "java.io..",
            "java.nio.file..",
            "java.net..",
            "org.duckdb..",
            "org.apache.calcite..",
            "org.apache.parquet..",
            "org.apache.hadoop..",
            "io.delta..")
        .check(Code.CLASSES);
  }

  @Test
  void onlyTheStoragePublishesFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.varve.storage..")
        .should()
        .callMethodWhere(
            target(owner(type(Files.class))).and(target(nameMatching("createLink|move"))))
        .because("anything becomes visible through storage.Publication")
        .check(Code.CLASSES);
  }

  private static void onlyIn(String room, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(Code.CLASSES);
  }
}
