package dev.varve.workers.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.DefaultFailureConverter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * How values become payloads, the same for workers and clients: {@code json/plain}, which every
 * Temporal tool shows and writes.
 *
 * <p>Failures are written without stack traces: the web UI and the CLI would show them before code
 * and mend. The worker's log has them.
 */
final class Payloads implements DataConverter {
  private static final String ENCODING_KEY = "encoding";
  private static final ByteString JSON = ByteString.copyFromUtf8("json/plain");
  private static final ByteString NULL = ByteString.copyFromUtf8("binary/null");
  private static final Payload NULL_PAYLOAD =
      Payload.newBuilder().putMetadata(ENCODING_KEY, NULL).build();

  /** For what the SDK itself sends, such as the answers to its own queries; loaded only then. */
  private static final class Standard {
    static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;
  }

  private final JsonFactory json = new JsonFactory();
  private final RecordJson records = new RecordJson();
  private final DefaultFailureConverter failures = new DefaultFailureConverter();

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    if (value == null) {
      return Optional.of(NULL_PAYLOAD);
    }
    if (!RecordJson.knows(value.getClass())) {
      return Standard.CONVERTER.toPayload(value);
    }
    ByteString.Output bytes = ByteString.newOutput();
    try (OutputStream out = bytes) {
      try (JsonGenerator generator = json.createGenerator(out)) {
        records.write(generator, value);
      }
    } catch (IOException | RuntimeException failure) {
      throw new DataConverterException(failure);
    }
    return Optional.of(
        Payload.newBuilder().putMetadata(ENCODING_KEY, JSON).setData(bytes.toByteString()).build());
  }

  @Override
  public Optional<io.temporal.api.common.v1.Payloads> toPayloads(Object... values) {
    if (values == null || values.length == 0) {
      return Optional.empty();
    }
    io.temporal.api.common.v1.Payloads.Builder payloads =
        io.temporal.api.common.v1.Payloads.newBuilder();
    for (Object value : values) {
      payloads.addPayloads(toPayload(value).orElseThrow());
    }
    return Optional.of(payloads.build());
  }

  @Override
  // The class is that of the type, which the interface cannot say.
  @SuppressWarnings("unchecked")
  public <T> T fromPayload(Payload payload, Class<T> valueClass, Type valueType) {
    ByteString encoding = payload.getMetadataOrDefault(ENCODING_KEY, ByteString.EMPTY);
    if (encoding.equals(NULL)) {
      return (T) RecordJson.absent(valueType);
    }
    if (!encoding.equals(JSON) || !RecordJson.knows(valueClass)) {
      return Standard.CONVERTER.fromPayload(payload, valueClass, valueType);
    }
    try (InputStream in = payload.getData().newInput();
        JsonParser parser = json.createParser(in)) {
      parser.nextToken();
      return (T) records.read(parser, valueType);
    } catch (IOException | RuntimeException failure) {
      throw new DataConverterException(payload, valueClass, failure);
    }
  }

  @Override
  // The class is that of the type, which the interface cannot say.
  @SuppressWarnings("unchecked")
  public <T> T fromPayloads(
      int index,
      Optional<io.temporal.api.common.v1.Payloads> content,
      Class<T> valueClass,
      Type valueType) {
    return content.isPresent() && index < content.get().getPayloadsCount()
        ? fromPayload(content.get().getPayloads(index), valueClass, valueType)
        : (T) RecordJson.absent(valueType);
  }

  @Override
  public Object[] fromPayloads(
      Optional<io.temporal.api.common.v1.Payloads> content,
      Class<?>[] parameterTypes,
      Type[] genericParameterTypes) {
    Object[] values = new Object[parameterTypes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = fromPayloads(i, content, parameterTypes[i], genericParameterTypes[i]);
    }
    return values;
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return failures.failureToException(failure, this);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    return withoutTraces(failures.exceptionToFailure(throwable, this));
  }

  private static Failure withoutTraces(Failure failure) {
    Failure.Builder quiet = failure.toBuilder().clearStackTrace();
    if (failure.hasCause()) {
      quiet.setCause(withoutTraces(failure.getCause()));
    }
    return quiet.build();
  }
}
