package dev.varve.tests.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the TPC-H tables: {@code Generate <scale factor> <folder>}. */
public final class Generate {
  private Generate() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) {
      System.err.println("usage: generate <scale factor> <folder>");
      System.exit(2);
    }
    List<Path> files = new TpchData(Double.parseDouble(arguments[0])).write(Path.of(arguments[1]));
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    System.out.printf("%d files, %.1f MB%n", files.size(), bytes / 1e6);
  }
}
