package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import java.util.Optional;

/** Remembers what was compiled. It may forget anything, and need not know what it holds. */
public interface CompileCache {
  Optional<byte[]> load(Fingerprint key);

  void save(Fingerprint key, byte[] value);

  /** Remembers nothing. */
  CompileCache NONE =
      new CompileCache() {
        @Override
        public Optional<byte[]> load(Fingerprint key) {
          return Optional.empty();
        }

        @Override
        public void save(Fingerprint key, byte[] value) {
          // Nothing is kept.
        }
      };
}
