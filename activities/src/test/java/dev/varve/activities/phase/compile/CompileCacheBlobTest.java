package dev.varve.activities.phase.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.testing.Golden;
import dev.varve.planner.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompileCacheBlobTest {
  private static final Fingerprint A = new Fingerprint("a".repeat(64));
  private static final Fingerprint B = new Fingerprint("b".repeat(64));

  @Test
  void isReadAsItWasWritten() {
    CompileCacheBlob read = CompileCacheBlob.of(Optional.of(blob()));
    assertThat(read.load(A)).contains(bytes("plans"));
    assertThat(read.load(B)).contains(new byte[0]);
    assertThat(read.toKeep()).as("nothing new").isEmpty();
  }

  @Test
  void isWrittenAsReleased() {
    assertThat(HexFormat.of().formatHex(blob()))
        .isEqualTo(Golden.text(CompileCacheBlobTest.class, "compile-cache-1.hex"));
  }

  @Test
  void whatNobodyAskedForIsForgotten() {
    CompileCacheBlob read = CompileCacheBlob.of(Optional.of(blob()));
    assertThat(read.load(A)).isPresent();
    read.save(new Fingerprint("c".repeat(64)), bytes("more"));
    CompileCacheBlob next = CompileCacheBlob.of(read.toKeep());
    assertThat(next.load(A)).isPresent();
    assertThat(next.load(B)).isEmpty();
  }

  @Test
  void newerFormatIsMadeAnew() {
    byte[] newer = blob();
    newer[3] = 2;
    assertThat(CompileCacheBlob.of(Optional.of(newer)).load(A)).isEmpty();
  }

  @Test
  void damagedCacheIsMadeAnewWhereverItIsDamaged() {
    byte[] whole = blob();
    for (int length = 0; length < whole.length; length++) {
      CompileCacheBlob cut = CompileCacheBlob.of(Optional.of(Arrays.copyOf(whole, length)));
      assertThat(cut.load(A)).as("the first " + length + " bytes").isEmpty();
    }
    byte[] negative = blob();
    negative[8 + 2 + 64] = -1;
    assertThat(CompileCacheBlob.of(Optional.of(negative)).load(A)).isEmpty();
  }

  private static byte[] blob() {
    CompileCacheBlob cache = CompileCacheBlob.of(Optional.empty());
    cache.save(B, new byte[0]);
    cache.save(A, bytes("plans"));
    return cache.toKeep().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
