package dev.varve.planner.project;

import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.project.sql.Token.Kind;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of an engine type as somebody declares it. Only its form and its first word are judged
 * here; the engine judges the rest.
 */
public final class TypeText {
  private static final List<String> WORDS =
      List.of(
          "BIGINT",
          "BIGNUM",
          "BINARY",
          "BIT",
          "BITSTRING",
          "BLOB",
          "BOOL",
          "BOOLEAN",
          "BPCHAR",
          "BYTEA",
          "CHAR",
          "DATE",
          "DATETIME",
          "DEC",
          "DECIMAL",
          "DOUBLE",
          "ENUM",
          "FLOAT",
          "FLOAT4",
          "FLOAT8",
          "GUID",
          "HUGEINT",
          "INT",
          "INT1",
          "INT128",
          "INT16",
          "INT2",
          "INT32",
          "INT4",
          "INT64",
          "INT8",
          "INTEGER",
          "INTEGRAL",
          "INTERVAL",
          "JSON",
          "LOGICAL",
          "LONG",
          "MAP",
          "NUMERIC",
          "NVARCHAR",
          "OID",
          "REAL",
          "SHORT",
          "SIGNED",
          "SMALLINT",
          "STRING",
          "STRUCT",
          "TEXT",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMPTZ",
          "TIMESTAMP_MS",
          "TIMESTAMP_NS",
          "TIMESTAMP_S",
          "TIMESTAMP_US",
          "TIMETZ",
          "TIME_NS",
          "TINYINT",
          "UBIGINT",
          "UHUGEINT",
          "UINT128",
          "UINT16",
          "UINT32",
          "UINT64",
          "UINT8",
          "UINTEGER",
          "UNION",
          "USMALLINT",
          "UTINYINT",
          "UUID",
          "VARBINARY",
          "VARCHAR",
          "VARIANT");

  /** As in TIMESTAMP WITH TIME ZONE, DOUBLE PRECISION, CHARACTER VARYING. */
  private static final List<String> MORE =
      List.of("PRECISION", "TIME", "VARYING", "WITH", "WITHOUT", "ZONE");

  private TypeText() {}

  /** That a declared type is none. */
  public static Problem problem(Scalar type, String mend) {
    return Problem.at(type.place(), "UNKNOWN_TYPE", type.described() + " is not a type.", mend);
  }

  /** What to do about a text that is no type; nothing when it may be one. */
  public static Optional<String> mend(String text) {
    List<Token> tokens = SqlLexer.tokens(text);
    int open = 0;
    boolean formed = !tokens.isEmpty() && tokens.get(0).kind() == Kind.WORD;
    for (Token token : tokens) {
      String symbol = token.in(text);
      switch (token.kind()) {
        case WORD, QUOTED_IDENTIFIER, STRING, NUMBER -> {
          // In brackets stand names, fields, values of an enum, sizes; behind a type may stand
          // nothing that is more than a type, such as a default.
          boolean first = token.start() == tokens.get(0).start();
          formed &= open > 0 || first || MORE.contains(symbol.toUpperCase(Locale.ROOT));
        }
        case SYMBOL -> {
          formed &= "()[],".contains(symbol);
          open += "([".contains(symbol) ? 1 : ")]".contains(symbol) ? -1 : 0;
          formed &= open >= 0;
        }
        default -> formed = false;
      }
    }
    if (!formed || open != 0) {
      return Optional.of("Write a type such as BIGINT or \"DECIMAL(38,2)\".");
    }
    String word = tokens.get(0).in(text).toUpperCase(Locale.ROOT);
    return WORDS.contains(word)
        ? Optional.empty()
        : Optional.of(
            Nearest.hint(word, WORDS) + "Write a type such as BIGINT or \"DECIMAL(38,2)\".");
  }
}
