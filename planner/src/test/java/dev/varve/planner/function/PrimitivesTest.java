package dev.varve.planner.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.bind.statement.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Varve's functions in SQL and in Java are the same functions. */
class PrimitivesTest {
  private static final int VALUES = 3_000;
  private static final long SEED = Long.getLong("varve.seed", System.nanoTime());

  /** Beside random ones: what is escaped, combined, long, invisible, or nothing. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "\"",
          "\\",
          "/",
          "\u0000",
          "\u0001\u001F",
          "\b\t\n\f\r",
          "\u007F",
          "\u2028",
          "é",
          "e\u0301",
          "ß",
          "日本語",
          "😀",
          "\uFEFF",
          "x".repeat(100_000));

  private static Connection engine;

  @BeforeAll
  static void declare() throws SQLException {
    System.out.println("PrimitivesTest: seed " + SEED + " (-Dvarve.seed)");
    engine = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = engine.createStatement()) {
      for (Primitives.Primitive primitive : Primitives.list()) {
        statement.execute(primitive.macro().create(Sql.name("memory", "main")).text());
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    engine.close();
  }

  private static List<String> texts() {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>(TEXTS);
    while (texts.size() < VALUES) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(20);
      int range = List.of(0x30, 0x80, 0x800, 0x10000, 0x110000).get(random.nextInt(5));
      while (text.length() < length) {
        int c = random.nextInt(range);
        if (c < 0xD800 || c > 0xDFFF) {
          text.appendCodePoint(c);
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void textIsHashedAlike() throws SQLException {
    String sql =
        "SELECT stable_hash64(t), stable_hash128(t), col_to_byte(t),"
            + " stable_hash64(NULL), stable_hash128(NULL), col_to_byte(NULL) FROM (SELECT ?::VARCHAR AS t)";
    try (PreparedStatement query = engine.prepareStatement(sql)) {
      for (String text : texts()) {
        query.setString(1, text);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          assertThat(row.getLong(1)).as(text).isEqualTo(StableFunctions.stableHash64(text));
          assertThat(row.getString(2)).as(text).isEqualTo(StableFunctions.stableHash128(text));
          assertThat(row.getInt(3)).as(text).isEqualTo(StableFunctions.colToByte(text));
          assertThat(row.getObject(4)).isEqualTo(StableFunctions.stableHash64(null));
          assertThat(row.getObject(5)).isEqualTo(StableFunctions.stableHash128(null));
          assertThat(row.getObject(6)).isEqualTo(StableFunctions.colToByte(null));
        }
      }
    }
  }

  @Test
  void severalTextsAreHashedAlike() throws SQLException {
    Random random = new Random(SEED);
    List<String> texts = texts();
    String sql =
        "SELECT stable_id(p), prefixed_hash64(a, b) FROM (SELECT ?::VARCHAR[] p, ? a, ? b)";
    try (PreparedStatement query = engine.prepareStatement(sql)) {
      for (int i = 0; i < VALUES; i++) {
        List<String> parts = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          parts.add(random.nextInt(5) == 0 ? null : texts.get(random.nextInt(VALUES)));
        }
        String prefix = random.nextInt(9) == 0 ? null : texts.get(random.nextInt(VALUES));
        String text = random.nextInt(9) == 0 ? null : texts.get(random.nextInt(VALUES));
        query.setObject(1, engine.createArrayOf("VARCHAR", parts.toArray()));
        query.setString(2, prefix);
        query.setString(3, text);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          assertThat(row.getString(1)).as("%s", parts).isEqualTo(StableFunctions.stableId(parts));
          assertThat(row.getString(2))
              .as("%s, %s", prefix, text)
              .isEqualTo(StableFunctions.prefixedHash64(prefix, text));
        }
      }
    }
  }

  @Test
  void positionsAreEncodedAlike() throws SQLException {
    Random random = new Random(SEED);
    List<Long> positions = new ArrayList<>(List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    while (positions.size() < VALUES) {
      positions.add(random.nextLong() >> random.nextInt(64));
    }
    String sql = "SELECT position_encoding_norm(?::BIGINT, ?::INTEGER)";
    try (PreparedStatement query = engine.prepareStatement(sql)) {
      for (long position : positions) {
        int dimension = random.nextInt(52);
        query.setLong(1, position);
        query.setInt(2, dimension);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          double encoded = StableFunctions.positionEncodingNorm(position, dimension);
          assertThat(row.getDouble(1)).as("%s, %s", position, dimension).isEqualTo(encoded);
          assertThat(encoded).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void positionsRiseAndFall() {
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8))
        .map(position -> StableFunctions.positionEncodingNorm(position, 2))
        .containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 0.75, 0.5, 0.25, 0.0);
    assertThatThrownBy(() -> StableFunctions.positionEncodingNorm(1, 52))
        .hasMessageContaining("0 to 51");
  }

  /** Written out, so that the functions stay what they were. */
  @Test
  void valuesAreThePublishedOnes() {
    assertThat(StableFunctions.stableHash128("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    assertThat(StableFunctions.stableHash64("abc")).isEqualTo(0xba7816bf8f01cfeaL);
    assertThat(StableFunctions.colToByte("abc")).isEqualTo(0xba);
    assertThat(StableFunctions.json(List.of("a\"", "é\u001F")))
        .isEqualTo("[\"a\\\"\",\"é\\u001F\"]");
    assertThat(StableFunctions.stableId(List.of("a", "bc")))
        .isEqualTo(StableFunctions.stableHash128("[\"a\",\"bc\"]"));
    assertThat(StableFunctions.prefixedHash64("cus", "42"))
        .matches("cus_[0-9a-f]{16}")
        .isEqualTo("cus_" + StableFunctions.stableHash128("[\"cus\",\"42\"]").substring(0, 16));
  }

  @Test
  void whatIsTakenApartOtherwiseIsAnotherId() {
    TreeSet<String> ids = new TreeSet<>();
    List<List<String>> all = new ArrayList<>();
    all.add(List.of("a", "bc"));
    all.add(List.of("ab", "c"));
    all.add(List.of("abc"));
    all.add(List.of("abc", ""));
    all.add(List.of("a\",\"bc"));
    all.add(List.of("null"));
    all.add(new ArrayList<>(java.util.Arrays.asList((String) null)));
    all.add(List.of());
    all.add(List.of(""));
    all.forEach(parts -> ids.add(StableFunctions.stableId(parts)));
    assertThat(ids).hasSize(all.size());
  }
}
