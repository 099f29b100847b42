package dev.varve.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would make two runs of the same code differ, and where it is forbidden. */
class RepeatableCodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev.varve.planner..", "dev.varve.storage.."})
  void fingerprintsAndFilesAreEncodedByHand(String module) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson.databind..",
            "com.fasterxml.jackson.annotation..",
            "com.google.gson..",
            "java.lang.reflect..")
        .orShould()
        .callMethodWhere(
            target(owner(type(Class.class)))
                .and(
                    target(
                        nameMatching(
                            "get(Declared)?(Field|Method|RecordComponent|Constructor)s?"))))
        .because("a format made by reflection changes when a class does")
        .check(Code.CLASSES);
  }

  @Test
  void plannerHasNoHashTables() {
    noClasses()
        .that()
        .resideInAPackage("dev.varve.planner..")
        .should()
        .dependOnClassesThat(belongToAnyOf(HashMap.class, HashSet.class, ConcurrentHashMap.class))
        .orShould()
        .callMethodWhere(calls(Map.class, "copyOf"))
        .orShould()
        .callMethodWhere(calls(Set.class, "copyOf"))
        .orShould()
        .callMethodWhere(
            calls(
                Collectors.class,
                "toSet|toUnmodifiableSet|toUnmodifiableMap|groupingByConcurrent|toConcurrentMap"))
        .orShould()
        .callMethodWhere(hashingCollector())
        .because("their order changes, in part with every process, and may reach a fingerprint")
        .check(Code.CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.varve.planner..", "dev.varve.workflows.."})
  void timeAndChanceAreGivenNotTaken(String module) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .callMethodWhere(calls(Instant.class, "now"))
        .orShould()
        .callMethodWhere(calls(LocalDate.class, "now"))
        .orShould()
        .callMethodWhere(calls(LocalDateTime.class, "now"))
        .orShould()
        .callMethodWhere(calls(OffsetDateTime.class, "now"))
        .orShould()
        .callMethodWhere(calls(ZonedDateTime.class, "now"))
        .orShould()
        .callMethodWhere(calls(System.class, "currentTimeMillis"))
        .orShould()
        .callMethodWhere(calls(UUID.class, "randomUUID"))
        .orShould()
        .callMethodWhere(calls(Math.class, "random"))
        .orShould()
        // With a seed it gives the same everywhere.
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat(belongToAnyOf(Clock.class, ThreadLocalRandom.class))
        .because("a plan and a workflow are made again, and must come out the same")
        .check(Code.CLASSES);
  }

  @Test
  void workflowsStartNoThreads() {
    noClasses()
        .that()
        .resideInAPackage("dev.varve.workflows..")
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                Thread.class,
                Timer.class,
                Executor.class,
                ExecutorService.class,
                Executors.class,
                CompletableFuture.class))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks..")
        .because("a replay knows only the workflow's own threads")
        .check(Code.CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String methods) {
    return target(owner(type(owner))).and(target(nameMatching(methods))).forSubtype();
  }

  /** The overloads without a map factory, which collect into a hash map. */
  private static DescribedPredicate<JavaCall<?>> hashingCollector() {
    return DescribedPredicate.describe(
        "a collector that makes a HashMap",
        call -> {
          if (!call.getTargetOwner().isEquivalentTo(Collectors.class)) {
            return false;
          }
          int parameters = call.getTarget().getRawParameterTypes().size();
          return switch (call.getName()) {
            case "toMap" -> parameters < 4;
            case "groupingBy" -> parameters < 3;
            default -> false;
          };
        });
  }
}
