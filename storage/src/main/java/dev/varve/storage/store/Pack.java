package dev.varve.storage.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Several small values in one file. Each key is a hard link to that file, so that a batch of values
 * costs one write and one sync, and finding one costs one read.
 *
 * <p>An entry is {@code <checksum> <length> <key>}, a line feed, the value, a line feed. The
 * checksum is CRC32C over key and value: it is there to notice damage, nobody attacks it.
 */
final class Pack {
  /** Bounds what is read to find one value. */
  private static final int MOST_VALUES = 32;

  private static final int MOST_BYTES = 1 << 17;

  private Pack() {}

  /** Splits a batch into packs of bounded size. */
  static List<SortedMap<String, byte[]>> split(SortedMap<String, byte[]> entries) {
    List<SortedMap<String, byte[]>> packs = new ArrayList<>();
    SortedMap<String, byte[]> pack = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      int length = entry.getValue().length;
      if (!pack.isEmpty() && (pack.size() == MOST_VALUES || bytes + length > MOST_BYTES)) {
        packs.add(pack);
        pack = new TreeMap<>();
        bytes = 0;
      }
      pack.put(entry.getKey(), entry.getValue());
      bytes += length;
    }
    if (!pack.isEmpty()) {
      packs.add(pack);
    }
    return packs;
  }

  static byte[] encode(SortedMap<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
      byte[] value = entry.getValue();
      String head = checksum(key, value, 0, value.length) + " " + value.length + " ";
      bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(key);
      bytes.write('\n');
      bytes.writeBytes(value);
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /**
   * Finds the value of a key. Damage to other values of the pack does not matter.
   *
   * @throws IOException when the value is damaged or not there, saying which
   */
  static byte[] find(byte[] pack, String key) throws IOException {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < pack.length) {
      int firstSpace = indexOf(pack, ' ', at);
      int secondSpace = indexOf(pack, ' ', firstSpace + 1);
      int lineEnd = indexOf(pack, '\n', secondSpace + 1);
      int length = number(pack, firstSpace + 1, secondSpace);
      long end = lineEnd + 1L + length;
      if (end >= pack.length || pack[(int) end] != '\n') {
        throw new IOException("the file is cut off");
      }
      if (Arrays.equals(pack, secondSpace + 1, lineEnd, wanted, 0, wanted.length)) {
        String expected = new String(pack, at, firstSpace - at, StandardCharsets.ISO_8859_1);
        if (!expected.equals(checksum(wanted, pack, lineEnd + 1, length))) {
          throw new IOException("the checksum differs");
        }
        return Arrays.copyOfRange(pack, lineEnd + 1, (int) end);
      }
      at = (int) end + 1;
    }
    throw new IOException("the file holds no entry of that key");
  }

  private static String checksum(byte[] key, byte[] value, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(value, from, length);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static int indexOf(byte[] bytes, char wanted, int from) throws IOException {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw unreadable();
  }

  private static int number(byte[] bytes, int from, int to) throws IOException {
    int digits = to - from;
    if (digits < 1 || digits > 9) {
      throw unreadable();
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw unreadable();
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static IOException unreadable() {
    return new IOException("an entry's head cannot be read");
  }
}
