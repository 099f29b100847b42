package dev.varve.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.Repository;
import dev.varve.workflows.BuildAttributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The script that starts a server and the code that talks to it agree. */
class LocalServerTest {
  @Test
  void scriptRegistersEverySearchAttributeOfABuild() throws IOException {
    String script = Files.readString(Repository.root().resolve("local-dev/temporal"));
    assertThat(BuildAttributes.ALL)
        .extracting(SearchAttributeKey::getName)
        .allSatisfy(name -> assertThat(script).contains("--search-attribute " + name + "=Keyword"));
  }
}
