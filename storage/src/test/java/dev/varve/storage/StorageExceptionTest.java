package dev.varve.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageExceptionTest {
  private static final Path FILE = Path.of("/tmp/warehouse/file");

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), "DISK_FULL"),
        Arguments.of(new FileSystemException("a", null, "Disk quota exceeded"), "DISK_FULL"),
        Arguments.of(new AccessDeniedException("a"), "PERMISSION_DENIED"),
        Arguments.of(new NoSuchFileException("a"), "FILE_MISSING"),
        Arguments.of(new FileSystemException("a", null, "Read-only file system"), "READ_ONLY"),
        Arguments.of(
            new FileSystemException("a", null, "Too many open files"), "TOO_MANY_OPEN_FILES"),
        Arguments.of(new IOException("Input/output error"), "STORAGE_FAILED"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void namesTheFaultByACode(IOException cause, String code) {
    assertThat(StorageException.of("write", FILE, cause).code()).isEqualTo(code);
  }

  @Test
  void saysCodeProblemPlaceReasonAndMend() {
    StorageException e =
        StorageException.of("write", FILE, new IOException("No space left on device"));
    assertThat(e)
        .hasMessage(
            "DISK_FULL: Cannot write /tmp/warehouse/file: No space left on device."
                + " Free some space on that volume and build again.");
    assertThat(e.problem()).startsWith("Cannot write");
    assertThat(e.mend()).startsWith("Free some space");
  }

  @Test
  void recognisesARealFullDevice() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has a device that is always full");
    IOException cause =
        catchThrowableOfType(IOException.class, () -> Files.write(full, new byte[10_000]));
    assertThat(StorageException.of("write", full, cause).code()).isEqualTo("DISK_FULL");
  }
}
