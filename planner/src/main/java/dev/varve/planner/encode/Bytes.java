package dev.varve.planner.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers of variable length, texts with their length before them. */
final class Bytes {
  private byte[] buffer = new byte[256];
  private int size;

  Bytes tag(int tag) {
    room(1);
    buffer[size++] = (byte) tag;
    return this;
  }

  Bytes flag(boolean value) {
    return tag(value ? 1 : 0);
  }

  /** A number that is not negative, seven bits in a byte, the lowest first. */
  Bytes number(int value) {
    int rest = value;
    while (rest >= 0x80) {
      tag((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return tag(rest);
  }

  Bytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return number(bytes.length).raw(bytes);
  }

  Bytes raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer, size);
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
