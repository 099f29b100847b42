package dev.varve.activities.phase;

import dev.varve.storage.Digest;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;

/**
 * The digest of what a request wants built of which project. Whoever waits for an environment, who
 * attaches to a build, and who goes on with an interrupted one compares this and nothing else.
 */
public final class RequestDigest {
  private RequestDigest() {}

  static String of(BuildRequest request) {
    return of(request.project(), request.wanted());
  }

  /**
   * The digest of a request of which only this is known.
   *
   * @param project the folder, as whoever asks wrote it.
   * @param wanted see {@link BuildRequest#wanted}.
   */
  public static String of(String project, String wanted) {
    Path folder = Path.of(project).toAbsolutePath().normalize();
    return Digest.of("varve request 2\n" + folder + "\n" + wanted).hex();
  }
}
