package dev.varve.planner.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.ModelProject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelArtifactsTest {
  private static ModelArtifacts artifacts(String text) {
    return new ModelArtifacts(
        new ModelProject()
            .source("main.t", "id BIGINT, a INTEGER, c VARCHAR, d DOUBLE")
            .source("main.u", "id BIGINT, b INTEGER")
            .model("m.m", text)
            .understood()
            .get(0));
  }

  private static String text(String sql, ArtifactKind kind) {
    Artifact artifact = artifacts(sql).of(kind);
    assertThat(artifact.gaps()).as("gaps of %s", kind).isEmpty();
    return StandardCharsets.UTF_8.decode(artifact.content()).toString();
  }

  private static final String SQL = "select c, count(*) as n from t where a > 1 group by c";

  @Test
  void theDialectsNameTheOutputAndSayForWhom() {
    assertThat(text(SQL, ArtifactKind.SPARK))
        .startsWith("-- m.m for Spark 4 with spark.sql.ansi.enabled=true.\nSELECT")
        .contains("AS `c`", "AS `n`", "GROUP BY");
    assertThat(text(SQL, ArtifactKind.SQL)).contains("AS \"c\"", "AS \"n\"");
  }

  @Test
  void aResultThatOtherEnginesMayGiveOtherwiseIsSaidToBeOne() {
    assertThat(text("select c, sum(d) as s from t group by c", ArtifactKind.SPARK))
        .contains("-- Its result is not determined by its inputs alone");
  }

  @Test
  void whatSparkComputesDifferentlyIsRefusedWithEveryReason() {
    Artifact artifact =
        artifacts("select upper(c) as u, lower(c) as l from t").of(ArtifactKind.SPARK);

    assertThat(artifact.content().remaining()).isZero();
    assertThat(artifact.gaps())
        .hasSize(2)
        .allMatch(gap -> gap.contains("changes the letters beyond ASCII"));
  }

  @Test
  void theOtherFormsTellThePlan() {
    assertThat(text(SQL, ArtifactKind.TEXT)).contains(SQL);
    assertThat(text(SQL, ArtifactKind.PLAN)).contains("aggregate by").contains("scan main.t");
    assertThat(text(SQL, ArtifactKind.DOT)).startsWith("digraph \"m.m\"").contains(" -> ");
    assertThat(text(SQL, ArtifactKind.LINEAGE)).contains("c copied main.t.c");
    assertThat(text(SQL, ArtifactKind.FUNCTIONS)).contains("aggregate count_star");
    assertThat(text(SQL, ArtifactKind.FINGERPRINTS)).startsWith("encoding format ");
  }

  @Test
  void substraitIsAMessageThatNamesTheTables() {
    Artifact artifact = artifacts(SQL).of(ArtifactKind.SUBSTRAIT);

    assertThat(artifact.gaps()).isEmpty();
    assertThat(StandardCharsets.ISO_8859_1.decode(artifact.content()).toString())
        .contains("extension:io.substrait:functions_aggregate_generic", "main", "count:");
    assertThat(artifacts("select upper(c) as u from t").of(ArtifactKind.SUBSTRAIT).gaps())
        .singleElement()
        .asString()
        .contains("letters beyond ASCII, in: project upper(");
  }

  @Test
  void theEncodingIsWhatFingerprintsAreMadeOf() throws GeneralSecurityException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    List<String> parts =
        text(SQL, ArtifactKind.ENCODING).lines().skip(1).filter(l -> !l.startsWith("#")).toList();

    assertThat(parts).hasSizeGreaterThan(2);
    for (String part : parts) {
      String[] both = part.split(" ", -1);
      byte[] digest = sha.digest(HexFormat.of().parseHex(both[1]));
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(both[0]);
    }
    assertThat(text(SQL, ArtifactKind.FINGERPRINTS)).contains(parts.get(0).substring(0, 12));
  }

  @Test
  void whatIsNotKnownOfAModelAloneIsSaidToBe() {
    assertThat(artifacts(SQL).of(ArtifactKind.SETTINGS).gaps()).hasSize(1);
    assertThat(artifacts(SQL).of(ArtifactKind.DIFF).gaps()).hasSize(1);
  }
}
