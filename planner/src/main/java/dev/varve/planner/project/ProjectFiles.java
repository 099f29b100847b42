package dev.varve.planner.project;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that make a project, frozen: contents by path from its folder, with {@code /}. */
public record ProjectFiles(SortedMap<String, byte[]> files) {
  /** The file that makes a folder a project. */
  public static final String CONFIGURATION = "varve.yaml";

  public static final String MODELS = "models/";

  private static final int FORMAT_VERSION = 1;

  public ProjectFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads {@code varve.yaml}, the {@code .sql} files of {@code models}, the {@code .csv} files of
   * {@code params}, and all files of {@code tests} and {@code functions}; links are followed, names
   * that begin with a dot are left out.
   *
   * @throws InputException when there is no project, or a file cannot be read
   */
  public static ProjectFiles read(Path folder) {
    return new FolderReader(folder).read();
  }

  /**
   * Whether a file would be read as part of a project.
   *
   * @param path from the project's folder, with {@code /}
   */
  public static boolean belongs(String path) {
    if (path.equals(CONFIGURATION)) {
      return true;
    }
    boolean wanted =
        path.startsWith("tests/")
            || path.startsWith("functions/")
            || (path.startsWith(MODELS) && path.toLowerCase(Locale.ROOT).endsWith(".sql"));
    return wanted && !path.startsWith(".") && !path.contains("/.");
  }

  /** Changes exactly when a path or a byte does. */
  public Fingerprint fingerprint() {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(8).putInt(FORMAT_VERSION).putInt(files.size()).flip());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] path = file.getKey().getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(path.length).flip());
      digest.update(path);
      digest.update(ByteBuffer.allocate(4).putInt(file.getValue().length).flip());
      digest.update(file.getValue());
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
