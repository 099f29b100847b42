package dev.varve.planner.evidence;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.ArrayOf;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.EnumOf;
import dev.varve.planner.types.EngineType.Field;
import dev.varve.planner.types.EngineType.ListOf;
import dev.varve.planner.types.EngineType.MapOf;
import dev.varve.planner.types.EngineType.Plain;
import dev.varve.planner.types.EngineType.StructOf;
import dev.varve.planner.types.EngineType.UnionOf;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values of every type, given what the queries name. */
final class ValuePools {
  private final NumberValues numbers;
  private final TextValues texts;
  private final TimeValues times;
  private final Map<String, Optional<ValuePool>> known = new TreeMap<>();

  ValuePools(Constants constants) {
    numbers = new NumberValues(constants.numbers());
    times = new TimeValues(constants.times());
    texts = new TextValues(constants.texts(), constants.numbers(), times.dates());
  }

  /** Whether no values of a type can be made up. */
  static boolean none(EngineType type) {
    return new ValuePools(Constants.of(List.of())).of(type).isEmpty();
  }

  /** Nothing where none can be made up. */
  Optional<ValuePool> of(EngineType type) {
    Optional<ValuePool> pool = known.get(type.text());
    if (pool == null) {
      pool = made(type);
      known.put(type.text(), pool);
    }
    return pool;
  }

  private Optional<ValuePool> made(EngineType type) {
    if (type instanceof Plain plain) {
      return numbers
          .of(plain.name())
          .or(() -> texts.of(plain.name()))
          .or(() -> times.of(plain.name()));
    }
    if (type instanceof Decimal decimal) {
      return Optional.of(numbers.decimal(decimal));
    }
    if (type instanceof Collated) {
      return Optional.of(texts.texts());
    }
    if (type instanceof EnumOf named) {
      List<String> values = named.values().stream().map(SqlNames::literal).toList();
      return Optional.of(
          ValuePool.of(values, List.of(), List.of()).map(value -> value + "::" + type.text()));
    }
    if (type instanceof ListOf list) {
      return of(list.element()).map(ValuePools::lists);
    }
    if (type instanceof ArrayOf array) {
      return of(array.element()).map(pool -> arrays(pool, array.size()));
    }
    if (type instanceof MapOf map) {
      return of(map.key()).flatMap(keys -> of(map.value()).map(values -> maps(keys, values)));
    }
    return type instanceof StructOf struct ? structs(struct) : unions((UnionOf) type);
  }

  private static ValuePool lists(ValuePool elements) {
    List<String> plain = new ArrayList<>();
    plain.add("[" + at(elements, 0) + "]");
    plain.add("[]");
    plain.add("[" + at(elements, 0) + ", " + at(elements, 1) + "]");
    plain.add("[" + at(elements, 2) + ", " + at(elements, 0) + ", " + at(elements, 2) + "]");
    plain.add("[" + at(elements, 1) + ", " + at(elements, 1) + "]");
    plain.add("[" + at(elements, 3) + ", NULL, " + at(elements, 0) + "]");
    List<String> named = new ArrayList<>();
    for (int i = 0; i < elements.named().size(); i++) {
      String value = elements.named().get(i);
      named.add(i % 2 == 0 ? "[" + value + "]" : "[" + at(elements, i) + ", " + value + "]");
    }
    List<String> extreme = new ArrayList<>(List.of("[NULL]"));
    elements.extreme().forEach(value -> extreme.add("[" + value + "]"));
    return ValuePool.of(plain, named, extreme);
  }

  private static String at(ValuePool pool, int place) {
    List<String> group = pool.plain().get(0);
    return group.get(place % group.size());
  }

  private static ValuePool arrays(ValuePool elements, int size) {
    List<String> all = elements.all();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        values.add(i == 5 && j == 0 ? "NULL" : at(elements, i + j));
      }
      plain.add(values.stream().collect(Collectors.joining(", ", "[", "]")));
    }
    List<String> other = new ArrayList<>();
    for (int i = 0; i + size <= all.size() && i < 40; i++) {
      other.add(all.subList(i, i + size).stream().collect(Collectors.joining(", ", "[", "]")));
    }
    return ValuePool.of(plain, other, List.of());
  }

  private static ValuePool maps(ValuePool keys, ValuePool values) {
    List<String> plain = new ArrayList<>();
    plain.add("MAP {" + at(keys, 0) + ": " + at(values, 0) + "}");
    plain.add("MAP {}");
    plain.add("MAP {" + at(keys, 1) + ": " + at(values, 0) + "}");
    plain.add("MAP {" + at(keys, 0) + ": NULL}");
    if (keys.plain().get(0).size() > 1) {
      plain.add(
          "MAP {"
              + at(keys, 1)
              + ": "
              + at(values, 1)
              + ", "
              + at(keys, 0)
              + ": "
              + at(values, 2)
              + "}");
    }
    List<String> named = new ArrayList<>();
    for (int i = 0; i < keys.named().size(); i++) {
      named.add("MAP {" + keys.named().get(i) + ": " + at(values, i) + "}");
    }
    for (String value : values.named()) {
      named.add("MAP {" + at(keys, 0) + ": " + value + "}");
    }
    return ValuePool.of(plain, named, List.of());
  }

  private Optional<ValuePool> structs(StructOf struct) {
    List<ValuePool> pools = new ArrayList<>();
    for (Field field : struct.fields()) {
      Optional<ValuePool> pool = of(field.type());
      if (pool.isEmpty()) {
        return Optional.empty();
      }
      pools.add(pool.get());
    }
    int longest = pools.stream().mapToInt(pool -> pool.all().size()).max().orElse(1);
    List<String> plain = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j < pools.size(); j++) {
        values.add(i == 5 ? "NULL" : at(pools.get(j), i * (j + 1)));
      }
      plain.add(struct(struct, values));
    }
    for (int i = 0; i < Math.min(longest, 60); i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j < pools.size(); j++) {
        List<String> all = pools.get(j).all();
        values.add(all.get((i + j) % all.size()));
      }
      other.add(struct(struct, values));
    }
    return Optional.of(ValuePool.of(plain, other, List.of()));
  }

  private static String struct(StructOf struct, List<String> values) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      fields.add(SqlNames.literal(struct.fields().get(i).name()) + ": " + values.get(i));
    }
    return fields.stream().collect(Collectors.joining(", ", "{", "}"));
  }

  private Optional<ValuePool> unions(UnionOf union) {
    List<String> plain = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Field member : union.members()) {
      Optional<ValuePool> pool = of(member.type());
      if (pool.isEmpty()) {
        return Optional.empty();
      }
      String begin = "union_value(" + SqlNames.quote(member.name()) + " := ";
      String end = "::" + member.type().text() + ")";
      pool.get().plain().get(0).forEach(value -> plain.add(begin + value + end));
      pool.get().named().forEach(value -> named.add(begin + value + end));
    }
    return Optional.of(ValuePool.of(plain, named, List.of()));
  }
}
