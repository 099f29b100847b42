package dev.varve.storage.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.internal.UnknownVersionException;
import dev.varve.storage.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
  private final String golden = Golden.text(getClass(), "manifest-1.jsonl");

  @Test
  void isWrittenAsReleased() {
    assertThat(text(ManifestJson.write(Manifests.example()))).isEqualTo(golden);
  }

  @Test
  void isReadAsReleased() throws IOException {
    assertThat(read(golden)).isEqualTo(Manifests.example());
  }

  @Test
  void keepsTheOrderOfManyTables() throws IOException {
    List<TableEntry> tables = new ArrayList<>();
    for (int i = 0; i < 1234; i++) {
      tables.add(table("marts.m" + i));
    }
    Manifest manifest = Manifests.manifest("b", tables);
    assertThat(ManifestJson.read(ManifestJson.write(manifest))).isEqualTo(manifest);
  }

  @Test
  void mayHoldNothing() throws IOException {
    Manifest empty = new Manifest(1, "dev", 1, "b", "shop", "t", 1, List.of(), List.of());
    assertThat(ManifestJson.read(ManifestJson.write(empty))).isEqualTo(empty);
  }

  @Test
  void saysFromWhichProjectsItsTablesAre() throws IOException {
    Manifest manifest = Manifests.manifest("b", List.of(table("m.a"), table("m.b"), table("m.c")));
    Manifest several =
        manifest.definedBy(new TreeMap<>(Map.of("m.a", "old", "m.b", "new", "m.c", "new")));

    Manifest read = ManifestJson.read(ManifestJson.write(several));

    assertThat(read).isEqualTo(several);
    assertThat(read.definitions())
        .containsExactlyInAnyOrder(
            new DefinitionEntry("new", List.of()), new DefinitionEntry("old", List.of("m.a")));
    assertThat(read.definedBy()).containsExactlyEntriesOf(several.definedBy());
    assertThat(read.definedBy().values()).containsExactly("old", "new", "new");
  }

  @Test
  void namesTheTablesWhereTheProjectOfOneIsNotKnown() throws IOException {
    Manifest manifest = Manifests.manifest("b", List.of(table("m.a"), table("m.b")));

    Manifest read =
        ManifestJson.read(
            ManifestJson.write(manifest.definedBy(new TreeMap<>(Map.of("m.b", "new")))));

    assertThat(read.definitions()).containsExactly(new DefinitionEntry("new", List.of("m.b")));
    assertThat(read.definedBy()).containsOnlyKeys("m.b");
  }

  @Test
  void ofAnEarlierVarveSaysNothingOfProjects() throws IOException {
    assertThat(golden).doesNotContain("definitions");
    assertThat(read(golden).definedBy()).isEmpty();
  }

  @Test
  void passesOverWhatALaterVarveAdds() throws IOException {
    String later =
        golden
            .replace("\"project\"", "\"later\":[{}],\"project\"")
            .replace("\"deltaVersion\"", "\"later\":{\"a\":[1]},\"deltaVersion\"")
            .replace("\"schemaText\"", "\"later\":null,\"schemaText\"")
            .replace("[\"day\",\"DATE\"]", "[\"day\",\"DATE\",true,{\"a\":1}]");
    assertThat(later).isNotEqualTo(golden);
    assertThat(read(later)).isEqualTo(Manifests.example());
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    assertThatThrownBy(() -> read(golden.replace("\"formatVersion\":1", "\"formatVersion\":2")))
        .isInstanceOf(UnknownVersionException.class);
  }

  @Test
  void refusesAManifestThatIsCutOffAnywhere() {
    byte[] whole = golden.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ManifestJson.read(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesATableWithoutAKey() {
    assertThatThrownBy(() -> read(golden.replaceFirst("\"stepKey\":\"[0-9a-f]+\",", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stepKey");
  }

  private static TableEntry table(String name) {
    return Manifests.table(name);
  }

  private static Manifest read(String text) throws IOException {
    return ManifestJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
