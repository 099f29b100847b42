package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Node;
import dev.varve.planner.types.TableSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A plan as Substrait. The same plan has the same bytes. Rows are the same as the engine's, but for
 * the last digits of floating-point results and where a reader has another order of NaN.
 *
 * @param bytes a message {@code substrait.Plan}; empty where there are gaps
 * @param gaps what of it has no equivalent, and why: each once, in the order in which they were met
 */
public record SubstraitPlan(ByteBuffer bytes, List<String> gaps) {
  public SubstraitPlan {
    bytes = bytes.asReadOnlyBuffer();
    gaps = List.copyOf(gaps);
  }

  /**
   * The plan with its columns under these names.
   *
   * @param tables every table that it reads, by name, with all of its columns
   */
  public static SubstraitPlan of(Node plan, List<String> names, Map<String, TableSchema> tables) {
    Message message = new Message();
    byte[] bytes = message.of(plan, names, tables);
    return message.gaps().isEmpty()
        ? new SubstraitPlan(ByteBuffer.wrap(bytes), List.of())
        : new SubstraitPlan(ByteBuffer.allocate(0), message.gaps());
  }
}
