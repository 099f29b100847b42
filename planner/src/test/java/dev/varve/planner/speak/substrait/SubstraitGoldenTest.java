package dev.varve.planner.speak.substrait;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import dev.varve.planner.testing.Golden;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import io.substrait.proto.Plan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the benchmarks' queries are as Substrait, and why some are not. */
class SubstraitGoldenTest {
  private static final int DIGITS = 12;

  @Test
  void everyTpchQueryAndMostOfTpcdsAreSaid() throws NoSuchAlgorithmException {
    StringBuilder text = new StringBuilder();
    int tpch = 0;
    for (int number : IntStream.rangeClosed(1, 22).toArray()) {
      tpch += line("tpch", number, Tpch.query(number), Tpch.schemas(), text);
    }
    int tpcds = 0;
    for (int number : Tpcds.numbers()) {
      tpcds += line("tpcds", number, Tpcds.query(number), Tpcds.schemas(), text);
    }

    assertThat(tpch).isEqualTo(22);
    Golden.check(
        "substrait.txt",
        "# "
            + tpch
            + " of 22 and "
            + tpcds
            + " of 99 are said: bytes, and their SHA-256.\n"
            + text);
  }

  private static int line(
      String suite, int number, String sql, Map<String, TableSchema> tables, StringBuilder text)
      throws NoSuchAlgorithmException {
    SubstraitPlan said = Said.normal(sql, tables);
    String name = String.format("%s q%02d ", suite, number);
    if (said.gaps().isEmpty()) {
      byte[] bytes = Said.bytes(said);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      text.append(name).append(bytes.length).append(' ').append(digest, 0, DIGITS).append('\n');
      return 1;
    }
    said.gaps().forEach(gap -> text.append(name).append(gap).append('\n'));
    return 0;
  }

  @Test
  void aQueryAsAMessage() throws InvalidProtocolBufferException {
    SubstraitPlan said = Said.normal(Tpch.query(6), Tpch.schemas());

    Golden.check(
        "substrait-tpch-q06.txt",
        TextFormat.printer().printToString(Plan.parseFrom(Said.bytes(said))));
  }
}
