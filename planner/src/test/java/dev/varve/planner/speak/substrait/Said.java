package dev.varve.planner.speak.substrait;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Node;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Map;

/** Texts as Substrait, for tests. */
final class Said {
  private Said() {}

  static SubstraitPlan bound(String sql, Map<String, TableSchema> tables) {
    BoundQuery query = TestBinder.bind(sql, tables);
    return SubstraitPlan.of(query.plan(), names(query), tables);
  }

  static SubstraitPlan normal(String sql, Map<String, TableSchema> tables) {
    return normal(TestBinder.bind(sql, tables), tables);
  }

  static SubstraitPlan normal(BoundQuery query, Map<String, TableSchema> tables) {
    Node normal = Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
    return SubstraitPlan.of(normal, names(query), tables);
  }

  private static List<String> names(BoundQuery query) {
    return query.columns().stream().map(BoundQuery.BoundColumn::name).toList();
  }

  static byte[] bytes(SubstraitPlan said) {
    byte[] bytes = new byte[said.bytes().remaining()];
    said.bytes().duplicate().get(bytes);
    return bytes;
  }
}
