package dev.varve.storage.parquet;

import static dev.varve.storage.parquet.TestFile.chunk;
import static dev.varve.storage.parquet.TestFile.column;
import static dev.varve.storage.parquet.TestFile.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import dev.varve.storage.store.ColumnDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnDigestTest {
  @TempDir Path folder;
  private int files;

  @Test
  void ignoresTheColumnsNamePositionAndNeighbours() throws IOException {
    Digest alone = only(TestFile.withColumns(column("a", Type.INT64)).rowGroup(2, chunk("abc")));
    List<ColumnDigest> beside =
        read(
            TestFile.withColumns(column("b", Type.INT32), column("renamed", Type.INT64))
                .gap("bloom")
                .rowGroup(2, chunk("another"), chunk("abc")));

    assertThat(beside).extracting(ColumnDigest::column).containsExactly("b", "renamed");
    assertThat(beside.get(1).digest()).isEqualTo(alone);
    assertThat(beside.get(0).digest()).isNotEqualTo(alone);
  }

  @Test
  void tellsOneDifferentByteInAnyRowGroup() throws IOException {
    Digest first =
        only(
            TestFile.withColumns(column("a", Type.INT64))
                .rowGroup(2, chunk("ab"))
                .rowGroup(2, chunk("cd")));
    Digest second =
        only(
            TestFile.withColumns(column("a", Type.INT64))
                .rowGroup(2, chunk("ab"))
                .rowGroup(2, chunk("ce")));
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void dependsOnTypeCodecRowsAndRowGroups() throws IOException {
    Digest plain = only(TestFile.withColumns(column("a", Type.INT64)).rowGroup(2, chunk("abcd")));
    assertThat(
            List.of(
                only(TestFile.withColumns(column("a", Type.DOUBLE)).rowGroup(2, chunk("abcd"))),
                only(
                    TestFile.withColumns(
                            column("a", Type.INT64)
                                .setConverted_type(ConvertedType.TIMESTAMP_MICROS))
                        .rowGroup(2, chunk("abcd"))),
                only(
                    TestFile.withColumns(
                            column("a", Type.INT64)
                                .setRepetition_type(FieldRepetitionType.REQUIRED))
                        .rowGroup(2, chunk("abcd"))),
                only(
                    TestFile.withColumns(column("a", Type.INT64))
                        .rowGroup(2, chunk("abcd").codec(CompressionCodec.SNAPPY))),
                only(TestFile.withColumns(column("a", Type.INT64)).rowGroup(3, chunk("abcd"))),
                only(
                    TestFile.withColumns(column("a", Type.INT64))
                        .rowGroup(1, chunk("ab"))
                        .rowGroup(1, chunk("cd"))),
                only(
                    TestFile.withGroup(group("a"), column("x", Type.INT64))
                        .rowGroup(2, chunk("abcd")))))
        .doesNotHaveDuplicates()
        .doesNotContain(plain);
  }

  @Test
  void ofAStructDependsOnItsFieldNamesButNotOnItsOwn() throws IOException {
    Digest struct =
        only(
            TestFile.withGroup(group("s"), column("x", Type.INT64), column("y", Type.INT32))
                .rowGroup(1, chunk("1"), chunk("2")));
    assertThat(
            only(
                TestFile.withGroup(group("t"), column("x", Type.INT64), column("y", Type.INT32))
                    .rowGroup(1, chunk("1"), chunk("2"))))
        .isEqualTo(struct);
    assertThat(
            only(
                TestFile.withGroup(group("s"), column("x", Type.INT64), column("z", Type.INT32))
                    .rowGroup(1, chunk("1"), chunk("2"))))
        .isNotEqualTo(struct);
  }

  @Test
  void isPinnedDown() throws IOException {
    // A changed encoding makes every recorded digest worthless: change the version in it as well.
    assertThat(only(TestFile.withColumns(column("a", Type.INT64)).rowGroup(2, chunk("abcd"))).hex())
        .isEqualTo("c5f156b25b48d1c45a38f5cd330029953a6f19280f622e5e92484cbf8a583715");
  }

  @Test
  void comesWithTheDigestOfAllBytesOverManyBuffers() throws IOException {
    String large = "0123456789abcdef".repeat(600_000);
    Path file =
        TestFile.withColumns(column("a", Type.INT64), column("b", Type.INT64))
            .rowGroup(2, chunk(large), chunk("small"))
            .gap("index".repeat(1000))
            .rowGroup(2, chunk("small"), chunk(large))
            .writeTo(folder.resolve("large.parquet"));

    ParquetFile read = ParquetFooter.readWithDigest(file);

    assertThat(read.digest()).isEqualTo(Digest.of(Files.readAllBytes(file)));
    assertThat(read.size()).isEqualTo(Files.size(file));
    assertThat(read.contents().rows()).isEqualTo(4);
    assertThat(read.contents().columns().get(0).digest())
        .isEqualTo(
            only(
                TestFile.withColumns(column("x", Type.INT64))
                    .rowGroup(2, chunk(large))
                    .rowGroup(2, chunk("small"))));
  }

  @Test
  void ofATableDependsOnTheFilesAndTheirOrder() throws IOException {
    ParquetContents one =
        contents(TestFile.withColumns(column("a", Type.INT64)).rowGroup(2, chunk("ab")));
    ParquetContents two =
        contents(TestFile.withColumns(column("a", Type.INT64)).rowGroup(2, chunk("cd")));
    assertThat(
            List.of(
                ParquetContents.columnsOf(List.of(one)),
                ParquetContents.columnsOf(List.of(one, two)),
                ParquetContents.columnsOf(List.of(two, one))))
        .doesNotHaveDuplicates();
  }

  @Test
  void ofATableAndOfAFooterArePinnedDown() throws Exception {
    Path file = Path.of(getClass().getResource("orders-1.parquet").toURI());
    assertThat(ParquetContents.columnsOf(List.of(ParquetFooter.read(file))))
        .first()
        .isEqualTo(
            new ColumnDigest(
                "id",
                new Digest("0fbefff74332fc66e8e06f32285356efb3dbc9d35b477a3cd0c2f3c2e34f6adf")));
    assertThat(ParquetFooter.summary(file).identity().hex())
        .isEqualTo("af54ea52980e444613da7886378e67bce3510d8b07b09353f1879230a1909da0");
  }

  @Test
  void ofATableWithoutRowsExists() throws IOException {
    assertThat(read(TestFile.withColumns(column("a", Type.INT64)))).hasSize(1);
  }

  @Test
  void ofADamagedFileIsRefused() throws IOException {
    Path good =
        TestFile.withColumns(column("a", Type.INT64))
            .rowGroup(2, chunk("abcd"))
            .writeTo(folder.resolve("good.parquet"));
    byte[] bytes = Files.readAllBytes(good);
    for (int length : new int[] {0, 7, bytes.length - 1, bytes.length / 2}) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ParquetFooter.read(cut))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo("PARQUET_DAMAGED"));
    }
    for (int i = 8; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x55;
      Path file = Files.write(folder.resolve("changed"), changed);
      // Either it is noticed, or it is another file with another digest; never an endless loop.
      try {
        assertThat(ParquetFooter.readWithDigest(file).digest()).isEqualTo(Digest.of(changed));
      } catch (StorageException e) {
        assertThat(e.code()).isIn("PARQUET_DAMAGED", "PARQUET_ENCRYPTED");
      }
    }
  }

  private Digest only(TestFile file) throws IOException {
    List<ColumnDigest> columns = read(file);
    assertThat(columns).hasSize(1);
    return columns.get(0).digest();
  }

  private List<ColumnDigest> read(TestFile file) throws IOException {
    return contents(file).columns();
  }

  private ParquetContents contents(TestFile file) throws IOException {
    return ParquetFooter.read(file.writeTo(folder.resolve(files++ + ".parquet")));
  }
}
