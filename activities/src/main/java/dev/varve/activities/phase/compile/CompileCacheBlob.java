package dev.varve.activities.phase.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.CompileCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compile cache of a project as one index entry: reading ten thousand small files would cost
 * more than it saves. What the last compilation did not ask for is forgotten.
 */
final class CompileCacheBlob implements CompileCache {
  private static final Logger LOG = LoggerFactory.getLogger(CompileCacheBlob.class);
  private static final int FORMAT = 1;

  private final Map<String, byte[]> loaded = new HashMap<>();
  private final TreeMap<String, byte[]> used = new TreeMap<>();
  private boolean changed;

  static CompileCacheBlob of(Optional<byte[]> stored) {
    CompileCacheBlob cache = new CompileCacheBlob();
    stored.ifPresent(cache::read);
    return cache;
  }

  @Override
  public synchronized Optional<byte[]> load(Fingerprint key) {
    byte[] value = used.get(key.hex());
    if (value == null) {
      value = loaded.get(key.hex());
      if (value != null) {
        used.put(key.hex(), value);
      }
    }
    return Optional.ofNullable(value);
  }

  @Override
  public synchronized void save(Fingerprint key, byte[] value) {
    used.put(key.hex(), value);
    changed = true;
  }

  /** The cache as it should be kept, or nothing when what is kept will do. */
  synchronized Optional<byte[]> toKeep() {
    if (!changed) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeInt(used.size());
      for (Map.Entry<String, byte[]> entry : used.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        out.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  private void read(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readInt() != FORMAT) {
        return;
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String key = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw new IOException("entry " + i + " of " + count + " is cut off");
        }
        loaded.put(key, in.readNBytes(length));
      }
    } catch (IOException e) {
      LOG.warn("The compile cache is damaged and is made anew: {}", e.getMessage());
      loaded.clear();
    }
  }
}
