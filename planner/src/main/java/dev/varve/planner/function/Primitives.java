package dev.varve.planner.function;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Varve's own functions in SQL. What each yields is defined by what stands beside it and by nothing
 * of the engine's choosing, so that it stays the same in every lane and with every version; {@link
 * StableFunctions} says the same in Java.
 */
public final class Primitives {
  /**
   * A function with what it is for.
   *
   * @param signature arguments by name and type, and the type of what it yields
   */
  public record Primitive(SqlMacro macro, String signature, String description) {}

  // Text is hashed as its UTF-8 bytes, as they are: no normalisation, no change of case. Several
  // texts are hashed as the JSON array of them, which no two different lists share.
  private static final Map<String, Primitive> ALL = all();

  private Primitives() {}

  /** All of them, by name. */
  public static List<Primitive> list() {
    return List.copyOf(ALL.values());
  }

  /** The macro of this name, in whatever case; null where there is none. */
  public static SqlMacro macro(String name) {
    Primitive primitive = ALL.get(name.toLowerCase(Locale.ROOT));
    return primitive == null ? null : primitive.macro();
  }

  private static Map<String, Primitive> all() {
    Map<String, Primitive> all = new TreeMap<>();
    add(
        all,
        "stable_hash64",
        "(text VARCHAR)",
        "BIGINT",
        "CAST(CAST(CAST('0x' || substr(sha256(text), 1, 16) AS UBIGINT) AS BIT) AS BIGINT)",
        "The first 8 bytes of the SHA-256 of the text, big-endian, in two's complement.");
    add(
        all,
        "stable_hash128",
        "(text VARCHAR)",
        "VARCHAR",
        "substr(sha256(text), 1, 32)",
        "The first 16 bytes of the SHA-256 of the text, as 32 lower-case hexadecimal digits.");
    add(
        all,
        "prefixed_hash64",
        "(prefix VARCHAR, text VARCHAR)",
        "VARCHAR",
        "CASE WHEN prefix IS NOT NULL AND text IS NOT NULL THEN"
            + " prefix || '_' || substr(sha256(CAST(to_json([prefix, text]) AS VARCHAR)), 1, 16)"
            + " END",
        "The prefix, _ and 16 digits: the first 8 bytes of the SHA-256 of the JSON array of both.");
    add(
        all,
        "stable_id",
        "(parts VARCHAR[])",
        "VARCHAR",
        "substr(sha256(CAST(to_json(parts) AS VARCHAR)), 1, 32)",
        "The first 16 bytes of the SHA-256 of the JSON array of the parts, as 32 digits; a part may"
            + " be NULL.");
    add(
        all,
        "col_to_byte",
        "(text VARCHAR)",
        "UTINYINT",
        "CAST('0x' || substr(sha256(text), 1, 2) AS UTINYINT)",
        "The first byte of the SHA-256 of the text, 0 to 255: in which of 256 parts it falls.");
    String half = "(1::BIGINT << dimension)";
    String whole = "(2::BIGINT << dimension)";
    add(
        all,
        "position_encoding_norm",
        "(\"position\" BIGINT, dimension INTEGER)",
        "DOUBLE",
        "CASE WHEN \"position\" IS NULL OR dimension IS NULL THEN NULL"
            + " WHEN dimension NOT BETWEEN 0 AND 51"
            + " THEN error('position_encoding_norm() has the dimensions 0 to 51')"
            + " ELSE CAST("
            + half
            + " - abs((\"position\" % "
            + whole
            + " + "
            + whole
            + ") % "
            + whole
            + " - "
            + half
            + ") AS DOUBLE) / CAST("
            + half
            + " AS DOUBLE) END",
        "A triangle wave from 0 to 1 and back with a period of 2^(dimension + 1): the place of a sine,"
            + " but a fraction that a DOUBLE holds exactly.");
    return all;
  }

  private static void add(
      Map<String, Primitive> all,
      String name,
      String arguments,
      String type,
      String body,
      String description) {
    SqlMacro macro = new SqlMacro(name, false, arguments + " AS " + body);
    String signature = arguments.replace("\"", "") + " → " + type;
    all.put(name, new Primitive(macro, signature, description));
  }
}
