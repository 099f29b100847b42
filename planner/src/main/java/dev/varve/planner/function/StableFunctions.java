package dev.varve.planner.function;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Varve's own functions for whoever computes the same values outside of the engine. NULL is null.
 * Text must be well formed: a lone surrogate has no UTF-8.
 */
public final class StableFunctions {
  private static final int DIMENSIONS = 52;

  private StableFunctions() {}

  /** The first 8 bytes of the SHA-256 of the text's UTF-8, big-endian, in two's complement. */
  public static Long stableHash64(String text) {
    return text == null ? null : ByteBuffer.wrap(sha256(text)).getLong();
  }

  /** The first 16 bytes of the SHA-256 of the text's UTF-8, as lower-case hexadecimal digits. */
  public static String stableHash128(String text) {
    return text == null ? null : digits(text, 16);
  }

  /** The prefix, an underscore and the hash of both as a JSON array, as 16 digits. */
  public static String prefixedHash64(String prefix, String text) {
    return prefix == null || text == null
        ? null
        : prefix + "_" + digits(json(List.of(prefix, text)), 8);
  }

  /** The first 16 bytes of the SHA-256 of the parts as a JSON array; a part may be null. */
  public static String stableId(List<String> parts) {
    return parts == null ? null : digits(json(parts), 16);
  }

  /** The first byte of the SHA-256 of the text's UTF-8, 0 to 255. */
  public static Integer colToByte(String text) {
    return text == null ? null : sha256(text)[0] & 0xFF;
  }

  /**
   * A triangle wave from 0 to 1 and back: with the period p = 2^(dimension + 1) and r the remainder
   * of the position by p, never negative, it is 1 - |2r/p - 1|. Every such fraction is a double, so
   * that nothing is rounded.
   *
   * @param dimension 0 to 51
   */
  public static double positionEncodingNorm(long position, int dimension) {
    if (dimension < 0 || dimension >= DIMENSIONS) {
      throw new IllegalArgumentException("position_encoding_norm() has the dimensions 0 to 51");
    }
    BigInteger half = BigInteger.ONE.shiftLeft(dimension);
    BigInteger rest = BigInteger.valueOf(position).mod(half.shiftLeft(1));
    return half.subtract(rest.subtract(half).abs()).doubleValue() / half.doubleValue();
  }

  /**
   * Texts as a JSON array without spaces: quotes and backslashes escaped, the control characters
   * below a space as {@code \b \t \n \f \r} or in upper-case digits as {@code \}{@code u001F}, all
   * else as it is.
   */
  static String json(List<String> texts) {
    StringBuilder json = new StringBuilder("[");
    for (String text : texts) {
      json.append(json.length() > 1 ? "," : "");
      if (text == null) {
        json.append("null");
      } else {
        json.append('"');
        text.chars().forEach(c -> escape(json, (char) c));
        json.append('"');
      }
    }
    return json.append(']').toString();
  }

  private static void escape(StringBuilder json, char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\b' -> json.append("\\b");
      case '\t' -> json.append("\\t");
      case '\n' -> json.append("\\n");
      case '\f' -> json.append("\\f");
      case '\r' -> json.append("\\r");
      default -> json.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
    }
  }

  private static String digits(String text, int bytes) {
    return HexFormat.of().formatHex(sha256(text), 0, bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
