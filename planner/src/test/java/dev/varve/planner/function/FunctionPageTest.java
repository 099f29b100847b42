package dev.varve.planner.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.EngineCatalogue;
import dev.varve.planner.classify.FunctionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reviewed list against the engine that is here. */
class FunctionPageTest {
  private static final List<EngineCatalogue.Function> CATALOGUE = EngineCatalogue.functions();

  @Test
  void everyFunctionOfTheEngineHasOneClassAndNothingElseIsListed() {
    List<String> listed =
        FunctionList.reviewed().entries().stream()
            .map(entry -> entry.kind() + " " + entry.name())
            .toList();
    List<String> known =
        CATALOGUE.stream().map(function -> function.kind() + " " + function.name()).toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void refusalsSayWhy() {
    assertThat(FunctionList.reviewed().entries())
        .filteredOn(FunctionList.Entry::isRefused)
        .isNotEmpty()
        .allMatch(entry -> entry.why().endsWith("."));
  }

  @Test
  void whatTheEngineTakesForVolatileIsNotExact() {
    List<String> exact =
        FunctionList.reviewed().entries().stream()
            .filter(entry -> entry.kind().equals("scalar"))
            .filter(entry -> entry.functionClass().equals("exact"))
            .map(FunctionList.Entry::name)
            .toList();
    assertThat(CATALOGUE)
        .filteredOn(function -> function.kind().equals("scalar"))
        .filteredOn(function -> !function.stability().equals("CONSISTENT"))
        .extracting(EngineCatalogue.Function::name)
        .filteredOn(exact::contains)
        // An error is the same error each time.
        .containsExactly("error");
  }

  @Test
  void pageIsWrittenOutOfTheListAndTheCatalogue() throws IOException {
    String page = EngineFunctions.page(CATALOGUE);
    Path written = Path.of("target", "golden", "FUNCTIONS.md");
    Files.createDirectories(written.getParent());
    Files.writeString(written, page);
    assertThat(page)
        .as("cp planner/target/golden/FUNCTIONS.md planner/")
        .isEqualTo(Files.readString(Path.of("FUNCTIONS.md")));
  }
}
