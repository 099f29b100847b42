package dev.varve.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PackTest {
  @Test
  void findsEachValueOfABatch() throws IOException {
    SortedMap<String, byte[]> entries = entries("a", "one", "b", "", "c", "tw\no ü");
    byte[] pack = Pack.encode(entries);
    for (String key : entries.keySet()) {
      assertThat(Pack.find(pack, key)).isEqualTo(entries.get(key));
    }
  }

  @Test
  void saysThatAKeyIsNotThere() {
    byte[] pack = Pack.encode(entries("a", "one"));
    assertThatThrownBy(() -> Pack.find(pack, "b"))
        .isInstanceOf(IOException.class)
        .hasMessage("the file holds no entry of that key");
  }

  @Test
  void neverGivesADamagedValue() {
    byte[] whole = Pack.encode(entries("a", "one", "bb", "two", "ccc", "three"));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      assertIntactOrRefused(damaged);
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertIntactOrRefused(cut);
      byte[] torn = Arrays.copyOf(cut, whole.length);
      assertIntactOrRefused(torn);
    }
  }

  private static void assertIntactOrRefused(byte[] pack) {
    entries("a", "one", "bb", "two", "ccc", "three")
        .forEach(
            (key, value) -> {
              try {
                assertThat(Pack.find(pack, key)).isEqualTo(value);
              } catch (IOException e) {
                assertThat(e).hasMessageMatching("the .*|an entry's .*");
              }
            });
  }

  @Test
  void damageToOneValueLeavesTheOthers() throws IOException {
    byte[] pack = Pack.encode(entries("a", "one", "b", "two"));
    String text = new String(pack, StandardCharsets.UTF_8);
    byte[] damaged = text.replace("one", "onE").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Pack.find(damaged, "a")).hasMessage("the checksum differs");
    assertThat(Pack.find(damaged, "b")).asString().isEqualTo("two");
  }

  @Test
  void boundsWhatIsReadToFindOne() {
    SortedMap<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("k" + i, new byte[10]);
    }
    assertThat(Pack.split(many)).extracting(Map::size).containsExactly(32, 32, 32, 4);
    SortedMap<String, byte[]> large = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      large.put("k" + i, new byte[100_000]);
    }
    assertThat(Pack.split(large)).extracting(Map::size).isEqualTo(List.of(1, 1, 1));
    assertThat(Pack.split(new TreeMap<>())).isEmpty();
  }

  private static SortedMap<String, byte[]> entries(String... keysAndValues) {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }
}
