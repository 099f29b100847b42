package dev.varve.tests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest project: a CSV file and one model. */
final class OneModelProject {
  private static final int ROWS = 100;

  private OneModelProject() {}

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("models/marts"));
    Files.writeString(
        folder.resolve("varve.yaml"),
        """
        project: one
        warehouse: ./warehouse
        timezone: UTC
        sources:
          raw.orders:
            path: data/orders.csv
            columns: { id: BIGINT, region: VARCHAR, amount: "DECIMAL(10,2)" }
        """);
    StringBuilder orders = new StringBuilder("id,region,amount\n");
    for (int i = 0; i < ROWS; i++) {
      orders.append("%d,region %d,%d.50\n".formatted(i, i % 4, i));
    }
    Files.writeString(folder.resolve("data/orders.csv"), orders);
    Files.writeString(
        folder.resolve("models/marts/revenue.sql"),
        "select region, sum(amount) as revenue from raw.orders group by region\n");
  }
}
