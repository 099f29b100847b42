package dev.varve.planner;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over a hand-written encoding. */
public record Fingerprint(String hex) {
  public Fingerprint {
    if (hex.length() != 64 || !isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + hex);
    }
  }

  /** The fingerprint of an encoding. */
  public static Fingerprint of(byte[] encoding) {
    try {
      return new Fingerprint(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoding)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The first 12 hex digits, as shown to people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return abbreviated();
  }
}
