package dev.varve.workers.runtime;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records as JSON, the way the SDK's own mapper writes and reads them. That mapper is 800 classes,
 * which a build of one small model in this process would spend most of its start with.
 *
 * <p>It knows records of texts, numbers, flags, lists, maps and records, their {@code @JsonCreator}
 * and {@code @JsonInclude(NON_EMPTY)}, and nothing else. Fields that a record does not have are
 * skipped, so that what a newer version adds does not stop an older one.
 */
final class RecordJson {
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          boolean.class,
          Boolean.class);

  private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

  /** How a record is written, read and made. */
  private record Shape(
      List<RecordComponent> components,
      boolean leavesOutEmpty,
      Executable maker,
      List<Argument> arguments) {}

  /** What the maker of a record takes; one argument may take all fields that no other does. */
  private record Argument(String name, Type type, boolean takesTheRest) {
    static Argument of(Parameter parameter) {
      JsonProperty property = parameter.getAnnotation(JsonProperty.class);
      return new Argument(
          property != null ? property.value() : parameter.getName(),
          parameter.getParameterizedType(),
          parameter.isAnnotationPresent(JsonAnySetter.class));
    }
  }

  /** Whether values of the class, or of what it holds, are such. */
  static boolean knows(Class<?> kind) {
    return kind.isRecord()
        || SCALARS.contains(kind)
        || Collection.class.isAssignableFrom(kind)
        || Map.class.isAssignableFrom(kind)
        || (kind.isArray() && knows(kind.componentType()));
  }

  void write(JsonGenerator out, Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Collection<?> list) {
      writeList(out, list);
    } else if (value instanceof Object[] array) {
      writeList(out, Arrays.asList(array));
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else {
      writeRecord(out, value);
    }
  }

  private void writeList(JsonGenerator out, Collection<?> list) throws IOException {
    out.writeStartArray();
    for (Object element : list) {
      write(out, element);
    }
    out.writeEndArray();
  }

  private void writeRecord(JsonGenerator out, Object value) throws IOException {
    Shape shape = shape(value.getClass());
    out.writeStartObject();
    for (RecordComponent component : shape.components()) {
      Object field = invoke(component.getAccessor(), value);
      if (!shape.leavesOutEmpty() || !isEmpty(field)) {
        out.writeFieldName(component.getName());
        write(out, field);
      }
    }
    out.writeEndObject();
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || value.equals("")
        || (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** Reads the value at the parser's current token. */
  Object read(JsonParser in, Type type) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return absent(type);
    }
    if (type == Object.class) {
      return readAnything(in);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return arguments.length == 1 ? readList(in, arguments[0]) : readMap(in, arguments[1]);
    }
    Class<?> kind = (Class<?>) type;
    if (Collection.class.isAssignableFrom(kind) || Map.class.isAssignableFrom(kind)) {
      return readAnything(in);
    }
    if (kind.isRecord()) {
      return readRecord(in, shape(kind));
    }
    if (kind.isArray()) {
      List<Object> elements = readList(in, kind.componentType());
      return elements.toArray((Object[]) Array.newInstance(kind.componentType(), 0));
    }
    return readScalar(in, kind);
  }

  private static Object readScalar(JsonParser in, Class<?> kind) throws IOException {
    JsonToken token = in.currentToken();
    if (kind == String.class && token == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    if ((kind == int.class || kind == Integer.class) && token == JsonToken.VALUE_NUMBER_INT) {
      return in.getIntValue();
    }
    if ((kind == long.class || kind == Long.class) && token == JsonToken.VALUE_NUMBER_INT) {
      return in.getLongValue();
    }
    if ((kind == boolean.class || kind == Boolean.class) && token.isBoolean()) {
      return in.getBooleanValue();
    }
    throw new IOException("There is " + token + " where " + kind.getSimpleName() + " belongs.");
  }

  private Object readAnything(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> readMap(in, Object.class);
      case START_ARRAY -> readList(in, Object.class);
      case VALUE_NULL -> null;
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      default -> in.getNumberValue();
    };
  }

  private List<Object> readList(JsonParser in, Type element) throws IOException {
    expect(in, JsonToken.START_ARRAY);
    List<Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(in, element));
    }
    return list;
  }

  private Map<String, Object> readMap(JsonParser in, Type value) throws IOException {
    expect(in, JsonToken.START_OBJECT);
    Map<String, Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, read(in, value));
    }
    return map;
  }

  private Object readRecord(JsonParser in, Shape shape) throws IOException {
    expect(in, JsonToken.START_OBJECT);
    Map<String, Object> unknown = new LinkedHashMap<>();
    Object[] values =
        shape.arguments().stream()
            .map(argument -> argument.takesTheRest() ? unknown : absent(argument.type()))
            .toArray();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      int index = indexOf(name, shape.arguments());
      if (index >= 0) {
        values[index] = read(in, shape.arguments().get(index).type());
      } else {
        unknown.put(name, readAnything(in));
      }
    }
    return make(shape.maker(), values);
  }

  private static int indexOf(String name, List<Argument> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).name().equals(name) && !arguments.get(i).takesTheRest()) {
        return i;
      }
    }
    return -1;
  }

  static Object absent(Type type) {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == boolean.class ? false : null;
  }

  private static void expect(JsonParser in, JsonToken token) throws IOException {
    if (in.currentToken() != token) {
      throw new IOException("There is " + in.currentToken() + " where " + token + " belongs.");
    }
  }

  private Shape shape(Class<?> kind) {
    return shapes.computeIfAbsent(kind, RecordJson::shapeOf);
  }

  private static Shape shapeOf(Class<?> kind) {
    if (!kind.isRecord()) {
      throw new IllegalArgumentException(kind + " is not a record.");
    }
    Executable maker =
        Arrays.stream(kind.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonCreator.class))
            .map(Executable.class::cast)
            .findFirst()
            .orElseGet(() -> canonical(kind));
    maker.setAccessible(true);
    JsonInclude include = kind.getAnnotation(JsonInclude.class);
    boolean leavesOutEmpty = include != null && include.value() == JsonInclude.Include.NON_EMPTY;
    List<RecordComponent> components = List.of(kind.getRecordComponents());
    List<Argument> arguments = Arrays.stream(maker.getParameters()).map(Argument::of).toList();
    return new Shape(components, leavesOutEmpty, maker, arguments);
  }

  private static Executable canonical(Class<?> kind) {
    Class<?>[] types =
        Arrays.stream(kind.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return kind.getDeclaredConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object invoke(Method method, Object target, Object... arguments)
      throws IOException {
    try {
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static Object make(Executable maker, Object[] arguments) throws IOException {
    try {
      return maker instanceof Method factory
          ? factory.invoke(null, arguments)
          : ((Constructor<?>) maker).newInstance(arguments);
    } catch (ReflectiveOperationException failure) {
      throw new IOException(failure.getCause());
    }
  }
}
