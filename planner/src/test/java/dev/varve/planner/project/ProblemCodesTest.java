package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every code that a user can see while a project is read has a case in the tests beside the code.
 */
class ProblemCodesTest {
  private static final String FOLDER = "java/dev/varve/planner/project";
  private static final Pattern CODE = Pattern.compile("\"([A-Z]+_[A-Z0-9_]+)\",");

  @Test
  void everyCodeHasACase() throws IOException {
    Set<String> codes = codes(sources(Path.of("src/main").resolve(FOLDER)));
    codes.removeIf(code -> code.startsWith("TIME"));
    assertThat(codes).hasSizeGreaterThan(25);
    String tests = sources(Path.of("src/test").resolve(FOLDER));
    assertThat(codes).allSatisfy(code -> assertThat(tests).contains(code));
  }

  private static Set<String> codes(String sources) {
    TreeSet<String> codes = new TreeSet<>();
    Matcher code = CODE.matcher(sources);
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  private static String sources(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
