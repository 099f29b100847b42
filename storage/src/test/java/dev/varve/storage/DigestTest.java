package dev.varve.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isTheSha256OfTheBytes() {
    assertThat(Digest.of("abc").hex()).isEqualTo(OF_ABC);
    assertThat(Digest.of(new byte[] {'a', 'b', 'c'}).hex()).isEqualTo(OF_ABC);
    assertThat(Digest.of("abc").abbreviated()).isEqualTo("ba7816bf8f01");
  }

  @Test
  void isTheSameForAFileOfTheseBytes(@TempDir Path folder) throws IOException {
    byte[] content = new byte[1_000_003];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    Path file = Files.write(folder.resolve("f"), content);
    assertThat(Digest.ofFile(file)).isEqualTo(Digest.of(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba78",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0"
      })
  void refusesWhatIsNoDigest(String text) {
    assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
