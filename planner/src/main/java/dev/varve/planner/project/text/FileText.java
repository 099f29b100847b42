package dev.varve.planner.project.text;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A text file of the project, and the places of its characters. Lines end with LF, CR LF or CR. */
public final class FileText {
  private final String file;
  private final String text;
  private final int[] lineStarts;

  public FileText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /**
   * Reads bytes as UTF-8, without the byte order mark that some editors put first.
   *
   * @throws InputException when they are not UTF-8, or hold a NUL, at which the engine would stop
   *     reading
   */
  public static FileText decode(String file, byte[] bytes) {
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      throw refused(
          Place.startOf(file), "NOT_UTF8", "The file is UTF-16, not UTF-8.", "Save it as UTF-8.");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length - start);
    CoderResult result = decoder.decode(in, out, true);
    FileText read = new FileText(file, out.flip().toString());
    if (result.isError()) {
      throw refused(
          read.placeAt(read.text.length()),
          "NOT_UTF8",
          "The file is not UTF-8 from here on.",
          "Save it as UTF-8.");
    }
    int nul = read.text.indexOf('\0');
    if (nul >= 0) {
      throw refused(
          read.placeAt(nul),
          "NUL_CHARACTER",
          "The file holds a NUL character.",
          "Remove it: the engine would read no further.");
    }
    return read;
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /** The place of a character, by its UTF-16 offset. */
  public Place placeAt(int offset) {
    int within = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(lineStarts, within);
    int line = found >= 0 ? found : -found - 2;
    return new Place(file, line + 1, 1 + text.codePointCount(lineStarts[line], within));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static InputException refused(Place place, String code, String message, String mend) {
    return new InputException(List.of(Problem.at(place, code, message, mend)));
  }
}
