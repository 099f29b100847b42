package dev.varve.workers.runtime;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;

/**
 * Leaves stack traces out of histories: the web UI and the CLI would show them before code and
 * mend. The worker's log has them.
 */
final class QuietFailures implements FailureConverter {
  private final FailureConverter full = new DefaultFailureConverter();

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter converter) {
    return full.failureToException(failure, converter);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable, DataConverter converter) {
    return withoutTraces(full.exceptionToFailure(throwable, converter));
  }

  private static Failure withoutTraces(Failure failure) {
    Failure.Builder quiet = failure.toBuilder().clearStackTrace();
    if (failure.hasCause()) {
      quiet.setCause(withoutTraces(failure.getCause()));
    }
    return quiet.build();
  }
}
