package dev.varve.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarehouseTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceAndKeepsItsIdentity() {
    Warehouse first = Warehouse.open(folder.resolve("new/warehouse"));
    Warehouse second = Warehouse.open(folder.resolve("new/../new/warehouse"));
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.root()).isEqualTo(first.root());
  }

  @Test
  void isNotMadeByLooking() {
    assertThat(Warehouse.openExisting(folder.resolve("none"))).isEmpty();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void hasOneIdentityHoweverManyOpenItAtOnce() throws InterruptedException, ExecutionException {
    int openers = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(openers);
    try {
      Callable<String> open =
          () -> {
            start.await();
            return Warehouse.open(folder.resolve("w")).id();
          };
      List<Future<String>> ids =
          IntStream.range(0, openers).mapToObj(i -> pool.submit(open)).toList();
      start.countDown();
      for (Future<String> id : ids) {
        assertThat(id.get()).isEqualTo(ids.get(0).get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(names(folder.resolve("w/_varve")))
        .containsExactlyInAnyOrder("warehouse.json", "leases", "staging");
  }

  @Test
  void refusesAFormatOfTheFuture() throws IOException {
    describe("{\"formatVersion\":2,\"id\":\"x\"}");
    assertThatThrownBy(() -> Warehouse.open(folder))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("WAREHOUSE_TOO_NEW");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "{", "{\"formatVersion\":1}", "[]", "{\"formatVersion\":\"x\",\"id\":\"x\"}"})
  void refusesADamagedDescriptionAndDoesNotReplaceIt(String text) throws IOException {
    Path file = describe(text);
    assertThatThrownBy(() -> Warehouse.open(folder))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("WAREHOUSE_DAMAGED");
    assertThat(file).hasContent(text);
  }

  @Test
  void passesOverFieldsThatALaterVarveAdds() throws IOException {
    describe("{\"formatVersion\":1,\"later\":{\"a\":[1]},\"id\":\"x\"}");
    assertThat(Warehouse.open(folder).id()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "marts.revenue, marts/revenue",
    "main.a-b_c, main/a-b_c",
    "plain, plain",
    "a.b.c, a/b.c",
    "marts.größe, marts/gr~c3~b6~c3~9fe",
  })
  void givesEachTableAFolder(String table, String expected) {
    Warehouse warehouse = Warehouse.open(folder);
    assertThat(warehouse.table("dev", table)).isEqualTo(warehouse.tables("dev").resolve(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "dev, dev",
    ".., ~2e.",
    ".waiting, ~2ewaiting",
    "a/b, a~2fb",
    "-x, ~2dx",
    "a~b, a~7eb",
    "a b%, a~20b~25",
    "A.9_z-, A.9_z-",
    "ä, ~c3~a4",
  })
  void turnsNamesIntoFileNamesAndBack(String name, String fileName) {
    assertThat(Warehouse.fileName(name)).isEqualTo(fileName);
    assertThat(Warehouse.nameOf(fileName)).isEqualTo(name);
  }

  @Test
  void knowsWhereEverythingIs() {
    Warehouse warehouse = Warehouse.open(folder);
    Path own = warehouse.root().resolve("_varve");
    Digest digest = Digest.of("x");
    assertThat(warehouse.storeFile(digest)).isEqualTo(own.resolve("store/files/" + digest.hex()));
    assertThat(warehouse.environment("prod")).isEqualTo(own.resolve("environments/prod"));
    assertThat(warehouse.leases()).isEqualTo(own.resolve("leases"));
    assertThat(warehouse.waiting("prod")).isEqualTo(own.resolve("leases/.waiting/prod"));
    assertThat(warehouse.run("b1")).isEqualTo(own.resolve("runs/b1"));
    assertThat(warehouse.staging(7, "marts.a")).isEqualTo(own.resolve("staging/7/marts.a"));
    assertThat(warehouse.table("prod", "marts.a"))
        .isEqualTo(warehouse.root().resolve("tables/prod/marts/a"));
  }

  private Path describe(String text) throws IOException {
    Files.createDirectories(folder.resolve("_varve"));
    return Files.writeString(folder.resolve("_varve/warehouse.json"), text);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw StorageException.of("list", folder, e);
    }
  }
}
