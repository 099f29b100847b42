package dev.varve.planner.bind.statement;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.List;
import java.util.stream.Collectors;

/** A statement of ours that may set, declare, write or take away. */
public final class AdminStatement implements EngineStatement {
  private final String text;

  private AdminStatement(String text) {
    this.text = text;
  }

  /** Of our words, with a part in the place of each <code>{}</code>. */
  public static AdminStatement of(@CompileTimeConstant final String words, Sql... parts) {
    return of(Sql.of(words, parts));
  }

  /** Of a text that is put together already. */
  public static AdminStatement of(Sql sql) {
    return new AdminStatement(sql.text());
  }

  /** Several, one after another. */
  public static AdminStatement all(List<AdminStatement> statements) {
    return new AdminStatement(
        statements.stream().map(AdminStatement::text).collect(Collectors.joining(";\n")));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdminStatement statement && statement.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
