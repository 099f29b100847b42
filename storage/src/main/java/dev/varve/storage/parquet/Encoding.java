package dev.varve.storage.parquet;

import dev.varve.storage.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A small unambiguous encoding of what goes into a digest: every value is self-delimiting, so two
 * different sequences never have the same bytes.
 */
final class Encoding {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /** Starts with what is encoded and the version of this encoding of it. */
  Encoding(String format) {
    text(format);
  }

  Encoding number(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes.write((int) (value >>> shift));
    }
    return this;
  }

  Encoding text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  Encoding bytes(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  Digest digest() {
    return Digest.of(toBytes());
  }
}
