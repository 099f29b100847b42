package dev.varve.storage.source;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import dev.varve.storage.parquet.ParquetFooter;
import dev.varve.storage.source.KnownDigests.Known;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Pins sources and checks pins again. A file is read only when nothing proves that it is the one
 * that was read before: same size, modification and change time and inode, and it had been at rest
 * for two seconds when it was read. Safe for use by many threads.
 */
public final class SourcePins {
  private final PinCache cache;
  private final InstantSource clock;
  private final Function<Path, Digest> contentDigest;

  /** What is known in this process, by cache key; newer than what the cache has. */
  private final Map<String, KnownDigests> memory = new ConcurrentHashMap<>();

  public SourcePins(PinCache cache) {
    this(cache, InstantSource.system(), Digest::ofFile);
  }

  SourcePins(PinCache cache, InstantSource clock, Function<Path, Digest> contentDigest) {
    this.cache = cache;
    this.clock = clock;
    this.contentDigest = contentDigest;
  }

  /**
   * Pins what is there now.
   *
   * @param footerIdentity to digest only the footers, which must be Parquet's
   * @throws StorageException SOURCE_MISSING, SOURCE_WITHOUT_FILES, SOURCE_IS_FOLDER,
   *     SOURCE_PATH_EMPTY, SOURCE_PATH_INVALID, SOURCE_CHANGING, SOURCE_UNREADABLE,
   *     PARQUET_DAMAGED, or what else kept a file from being read
   */
  public SourcePin pin(
      String source, Path projectFolder, String pathOrGlob, boolean footerIdentity) {
    List<String> paths = FilePattern.of(source, pathOrGlob).expand(projectFolder);
    String key = key(source, projectFolder);
    KnownDigests known = known(key);
    SortedMap<String, Known> now =
        reading(source, projectFolder, footerIdentity, known).files(paths);
    List<PinnedFile> files = new ArrayList<>(paths.size());
    for (String path : paths) {
      if (!now.containsKey(path)) {
        throw new StorageException(
            "SOURCE_MISSING",
            path + " of source " + source + " does not exist.",
            "If it was just removed, build again; if it is a link, mend what it points to.");
      }
      files.add(new PinnedFile(path, now.get(path).stamp().size(), now.get(path).digest()));
    }
    KnownDigests updated = new KnownDigests(now);
    memory.put(key, updated);
    if (!updated.equals(known)) {
      cache.save(key, updated.toJson());
    }
    return new SourcePin(source, files, footerIdentity);
  }

  /**
   * Checks a pin again: the paths of the pinned files that are gone or have other content now.
   * Files that came in addition do not matter to those who read the pin.
   */
  public List<String> changed(SourcePin pin, Path projectFolder) {
    String key = key(pin.source(), projectFolder);
    KnownDigests known = known(key);
    SortedMap<String, Known> now =
        reading(pin.source(), projectFolder, pin.footerIdentity(), known)
            .files(pin.files().stream().map(PinnedFile::path).toList());
    if (!known.files().entrySet().containsAll(now.entrySet())) {
      SortedMap<String, Known> learnt = new TreeMap<>(known.files());
      learnt.putAll(now);
      memory.put(key, new KnownDigests(learnt));
    }
    return pin.files().stream()
        .filter(file -> !now.containsKey(file.path()) || differs(file, now.get(file.path())))
        .map(PinnedFile::path)
        .toList();
  }

  private static boolean differs(PinnedFile pinned, Known now) {
    return pinned.size() != now.stamp().size() || !pinned.digest().equals(now.digest());
  }

  /** How two pins of a source differ; a file is the same when path and digest are. */
  public static DescribedChange difference(List<PinnedFile> old, List<PinnedFile> now) {
    SortedMap<String, Digest> before = digests(old);
    SortedMap<String, Digest> after = digests(now);
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    after.forEach(
        (path, digest) -> {
          if (!before.containsKey(path)) {
            added.add(path);
          } else if (!before.get(path).equals(digest)) {
            changed.add(path);
          }
        });
    List<String> removed =
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList();
    return new DescribedChange(added, changed, removed);
  }

  private static SortedMap<String, Digest> digests(List<PinnedFile> files) {
    SortedMap<String, Digest> result = new TreeMap<>();
    files.forEach(file -> result.put(file.path(), file.digest()));
    return result;
  }

  private Reading reading(
      String source, Path projectFolder, boolean footerIdentity, KnownDigests known) {
    Function<Path, Digest> digest =
        footerIdentity ? file -> ParquetFooter.summary(file).identity() : contentDigest;
    return new Reading(source, projectFolder, footerIdentity, known, clock, digest);
  }

  private KnownDigests known(String key) {
    return memory.computeIfAbsent(
        key, k -> cache.load(k).map(KnownDigests::fromJson).orElseGet(KnownDigests::empty));
  }

  private static String key(String source, Path projectFolder) {
    return Digest.of(projectFolder.toAbsolutePath().normalize() + "\n" + source).hex();
  }
}
