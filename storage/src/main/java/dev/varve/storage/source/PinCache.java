package dev.varve.storage.source;

import java.util.Optional;

/**
 * Where the digests of files read before are kept. It is a hint: what cannot be loaded is read
 * again, and whoever keeps it may forget or replace it at any time.
 */
public interface PinCache {
  Optional<byte[]> load(String key);

  void save(String key, byte[] value);

  /** Remembers nothing. */
  static PinCache none() {
    return new PinCache() {
      @Override
      public Optional<byte[]> load(String key) {
        return Optional.empty();
      }

      @Override
      public void save(String key, byte[] value) {
        // Nothing is kept.
      }
    };
  }
}
