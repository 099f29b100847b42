package dev.varve.activities.lane;

import dev.varve.planner.bind.statement.Sql;
import java.util.Locale;
import java.util.Optional;

/** The reviewed options of the readers of CSV and JSON; a name is the constant in lower case. */
public enum ReaderOption {
  DELIMITER(FileFormat.CSV, Sql.of("delim"), Kind.TEXT),
  HEADER(FileFormat.CSV, Sql.of("header"), Kind.BOOLEAN),
  QUOTE(FileFormat.CSV, Sql.of("quote"), Kind.TEXT),
  ESCAPE(FileFormat.CSV, Sql.of("escape"), Kind.TEXT),
  NULL(FileFormat.CSV, Sql.of("nullstr"), Kind.TEXT),
  SKIP(FileFormat.CSV, Sql.of("skip"), Kind.NUMBER),
  COMMENT(FileFormat.CSV, Sql.of("comment"), Kind.TEXT),
  DECIMAL_SEPARATOR(FileFormat.CSV, Sql.of("decimal_separator"), Kind.TEXT),
  THOUSANDS(FileFormat.CSV, Sql.of("thousands"), Kind.TEXT),
  ENCODING(FileFormat.CSV, Sql.of("encoding"), Kind.TEXT),
  STRICT(FileFormat.CSV, Sql.of("strict_mode"), Kind.BOOLEAN),
  MAX_LINE_SIZE(FileFormat.CSV, Sql.of("max_line_size"), Kind.NUMBER),
  FORMAT(FileFormat.JSON, Sql.of("format"), Kind.TEXT),
  MAX_OBJECT_SIZE(FileFormat.JSON, Sql.of("maximum_object_size"), Kind.NUMBER),
  DATE_FORMAT(null, Sql.of("dateformat"), Kind.TEXT),
  TIMESTAMP_FORMAT(null, Sql.of("timestampformat"), Kind.TEXT),
  COMPRESSION(null, Sql.of("compression"), Kind.TEXT);

  private enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN
  }

  private final Optional<FileFormat> only;
  private final Sql parameter;
  private final Kind kind;

  ReaderOption(FileFormat only, Sql parameter, Kind kind) {
    this.only = Optional.ofNullable(only);
    this.parameter = parameter;
    this.kind = kind;
  }

  /** The name under which projects give it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of that name for that format. */
  public static Optional<ReaderOption> of(FileFormat format, String label) {
    for (ReaderOption option : values()) {
      if (option.label().equals(label) && option.isFor(format)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  public boolean isFor(FileFormat format) {
    return format != FileFormat.PARQUET && only.map(f -> f == format).orElse(true);
  }

  /** The option as an argument of its reader, or empty when the value is not of its kind. */
  public Optional<Sql> argument(String value) {
    Optional<Sql> written =
        switch (kind) {
          case TEXT -> Optional.of(Sql.text(value));
          case NUMBER ->
              value.matches("[0-9]{1,18}")
                  ? Optional.of(Sql.number(Long.parseLong(value)))
                  : Optional.empty();
          case BOOLEAN ->
              switch (value) {
                case "true" -> Optional.of(Sql.of("true"));
                case "false" -> Optional.of(Sql.of("false"));
                default -> Optional.empty();
              };
        };
    return written.map(sql -> Sql.of("{}={}", parameter, sql));
  }
}
