package dev.varve.tests.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Something to measure, by a name that the command line knows. */
interface Case {
  String name();

  /** One line for the help. */
  String description();

  /**
   * Measures it.
   *
   * @throws LeftOutException when this machine lacks something for it
   */
  List<Figure> measure(Bench bench) throws IOException, InterruptedException, SQLException;

  /** A case cannot be measured on this machine. */
  final class LeftOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeftOutException(String why) {
      super(why);
    }
  }
}
