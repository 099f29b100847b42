package dev.varve.storage.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String file :
        List.of(
            "data/orders/b.parquet",
            "data/orders/a.parquet",
            "data/orders/.hidden.parquet",
            "data/orders/_SUCCESS",
            "data/orders/2024/01/c.parquet",
            "data/orders/.tmp/d.parquet",
            "data/customers.csv",
            "data/odd {1}.csv")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.createFile(folder.resolve(file));
    }
    Files.createDirectories(folder.resolve("data/empty"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data/customers.csv              | data/customers.csv
          ./data//customers.csv           | data/customers.csv
          data/orders/*.parquet           | data/orders/a.parquet, data/orders/b.parquet
          data/orders/[a]*                | data/orders/a.parquet
          data/orders/?.{parquet,csv}     | data/orders/a.parquet, data/orders/b.parquet
          data/**/*.parquet               | data/orders/2024/01/c.parquet, data/orders/a.parquet, data/orders/b.parquet
          data/orders/**                  | data/orders/2024/01/c.parquet, data/orders/_SUCCESS, data/orders/a.parquet, data/orders/b.parquet
          **/01/*                         | data/orders/2024/01/c.parquet
          **/**/*.csv                     | data/customers.csv, data/odd {1}.csv
          data/*/*/*/c.parquet            | data/orders/2024/01/c.parquet
          data/orders/.h*                 | data/orders/.hidden.parquet
          data/odd \\{1\\}.csv            | data/odd {1}.csv
          data/orders/../customers.csv    | data/orders/../customers.csv
          """)
  void expandsInOrderOfThePaths(String pattern, String expected) {
    assertThat(String.join(", ", expand(pattern))).isEqualTo(expected);
  }

  @Test
  void keepsAnAbsolutePath() {
    String pattern = folder.resolve("data/orders") + "/a*";
    assertThat(expand(pattern)).containsExactly(folder.resolve("data/orders/a.parquet").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data/custmers.csv     | SOURCE_MISSING       | data/custmers.csv of source raw.x does not exist. | Did you mean data/customers.csv?
          data/order/*.parquet  | SOURCE_MISSING       | data/order in the path data/order/*.parquet of source raw.x does not exist. | Did you mean data/orders/*.parquet?
          elsewhere/b.csv       | SOURCE_MISSING       | elsewhere in the path elsewhere/b.csv of source raw.x does not exist. | Put it there, or correct the path.
          data/orders/*.parqet  | SOURCE_WITHOUT_FILES | No file matches data/orders/*.parqet of source raw.x. | Put files there, or correct the path; data/orders/ has .hidden.parquet, .tmp, 2024 and 3 more.
          data/empty/*          | SOURCE_WITHOUT_FILES | No file matches data/empty/* of source raw.x. | Put files there, or correct the path; data/empty/ is empty.
          data/orders           | SOURCE_IS_FOLDER     | The path data/orders of source raw.x is a folder. | Name its files: data/orders/*.parquet, say.
          data/[a               | SOURCE_PATH_INVALID  | The path data/[a of source raw.x is no valid glob. | Close the bracket or brace, or put \\ before a character that stands for itself.
          /                     | SOURCE_PATH_EMPTY    | Source raw.x has no path. | Write the path of a file, or a glob such as data/orders/*.parquet.
          """)
  void saysWhatIsWrongAndHowToMendIt(String pattern, String code, String problem, String mend) {
    assertThatThrownBy(() -> expand(pattern))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.mend()).isEqualTo(mend);
            });
  }

  @Test
  void doesNotWalkInCircles() throws IOException {
    Files.createSymbolicLink(folder.resolve("data/loop"), folder.resolve("data"));
    assertThat(expand("data/**/customers.csv")).containsExactly("data/customers.csv");
    assertThat(expand("data/*/customers.csv")).containsExactly("data/loop/customers.csv");
  }

  @Test
  void doesNotLeaveOutADanglingLink() throws IOException {
    Files.createSymbolicLink(folder.resolve("data/gone.csv"), folder.resolve("nowhere"));
    assertThat(expand("data/*.csv")).contains("data/gone.csv");
  }

  private List<String> expand(String pattern) {
    return FilePattern.of("raw.x", pattern).expand(folder);
  }
}
