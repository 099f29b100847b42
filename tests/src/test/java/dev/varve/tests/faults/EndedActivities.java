package dev.varve.tests.faults;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;

/** Writes down how each activity ended, also those whose end the server does not want any more. */
final class EndedActivities extends WorkerInterceptorBase {
  private final Events events;

  EndedActivities(Events events) {
    this.events = events;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private ActivityInfo info;

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        String activity = info.getActivityType() + " " + info.getAttempt();
        events.add("begun " + activity);
        try {
          ActivityOutput output = super.execute(input);
          events.add("ended " + activity + " well");
          return output;
        } catch (ApplicationFailure failure) {
          events.add("ended " + activity + " " + failure.getType());
          throw failure;
        } catch (RuntimeException failure) {
          events.add("ended " + activity + " " + failure.getClass().getSimpleName());
          throw failure;
        }
      }
    };
  }
}
