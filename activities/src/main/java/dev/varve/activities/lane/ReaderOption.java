package dev.varve.activities.lane;

import java.util.Locale;
import java.util.Optional;

/** The reviewed options of the readers of CSV and JSON; a name is the constant in lower case. */
public enum ReaderOption {
  DELIMITER(FileFormat.CSV, "delim", Kind.TEXT),
  HEADER(FileFormat.CSV, "header", Kind.BOOLEAN),
  QUOTE(FileFormat.CSV, "quote", Kind.TEXT),
  ESCAPE(FileFormat.CSV, "escape", Kind.TEXT),
  NULL(FileFormat.CSV, "nullstr", Kind.TEXT),
  SKIP(FileFormat.CSV, "skip", Kind.NUMBER),
  COMMENT(FileFormat.CSV, "comment", Kind.TEXT),
  DECIMAL_SEPARATOR(FileFormat.CSV, "decimal_separator", Kind.TEXT),
  THOUSANDS(FileFormat.CSV, "thousands", Kind.TEXT),
  ENCODING(FileFormat.CSV, "encoding", Kind.TEXT),
  STRICT(FileFormat.CSV, "strict_mode", Kind.BOOLEAN),
  MAX_LINE_SIZE(FileFormat.CSV, "max_line_size", Kind.NUMBER),
  FORMAT(FileFormat.JSON, "format", Kind.TEXT),
  MAX_OBJECT_SIZE(FileFormat.JSON, "maximum_object_size", Kind.NUMBER),
  DATE_FORMAT(null, "dateformat", Kind.TEXT),
  TIMESTAMP_FORMAT(null, "timestampformat", Kind.TEXT),
  COMPRESSION(null, "compression", Kind.TEXT);

  private enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN
  }

  private final Optional<FileFormat> only;
  private final String parameter;
  private final Kind kind;

  ReaderOption(FileFormat only, String parameter, Kind kind) {
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

  public String parameter() {
    return parameter;
  }

  /** The value as SQL, or empty when it is not of the option's kind. */
  public Optional<String> sql(String value) {
    return switch (kind) {
      case TEXT -> Optional.of(Sql.text(value));
      case NUMBER -> value.matches("[0-9]{1,18}") ? Optional.of(value) : Optional.empty();
      case BOOLEAN ->
          value.equals("true") || value.equals("false") ? Optional.of(value) : Optional.empty();
    };
  }
}
