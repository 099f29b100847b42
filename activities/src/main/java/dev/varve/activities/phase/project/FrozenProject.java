package dev.varve.activities.phase.project;

import dev.varve.planner.project.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A project's files as one artifact, so that every phase of a build, on whatever host, reads what
 * discover read. Layout: format version, number of files, then per file its path and content, each
 * with its length.
 */
public final class FrozenProject {
  private static final int FORMAT = 1;

  private FrozenProject() {}

  public static byte[] encode(ProjectFiles project) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeInt(project.files().size());
      for (Map.Entry<String, byte[]> file : project.files().entrySet()) {
        write(out, file.getKey().getBytes(StandardCharsets.UTF_8));
        write(out, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The files of an artifact. */
  public static ProjectFiles decode(byte[] artifact) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(artifact))) {
      int format = in.readInt();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a frozen project of format " + format);
      }
      int count = in.readInt();
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        String path = new String(read(in), StandardCharsets.UTF_8);
        files.put(path, read(in));
      }
      return new ProjectFiles(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
