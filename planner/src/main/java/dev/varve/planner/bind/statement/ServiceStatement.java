package dev.varve.planner.bind.statement;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.List;

/** A question of ours: what a table holds, whether its rows keep rules. It changes nothing. */
public final class ServiceStatement implements EngineStatement {
  private static final List<String> BEGINNINGS = List.of("SELECT ", "FROM ", "DESCRIBE ", "WITH ");

  private final Sql sql;

  private ServiceStatement(Sql sql) {
    this.sql = sql;
  }

  /** Of our words, with a part in the place of each <code>{}</code>. */
  public static ServiceStatement of(@CompileTimeConstant final String words, Sql... parts) {
    return of(Sql.of(words, parts));
  }

  /** Of what begins as a question. */
  public static ServiceStatement of(Sql sql) {
    if (BEGINNINGS.stream().noneMatch(sql.text()::startsWith)) {
      throw new IllegalArgumentException("not a question: " + sql.text());
    }
    return new ServiceStatement(sql);
  }

  /** To stand within another one. */
  public Sql sql() {
    return sql;
  }

  @Override
  public String text() {
    return sql.text();
  }

  @Override
  public String toString() {
    return text();
  }
}
