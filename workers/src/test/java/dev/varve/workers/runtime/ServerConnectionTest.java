package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerConnectionTest {
  @Test
  void aServerThatDoesNotAnswerIsToldWithWhatToDo() throws IOException {
    String address = "127.0.0.1:" + freePort();

    VarveException failure =
        catchThrowableOfType(
            VarveException.class, () -> ServerConnection.open(at(address), Optional.empty()));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
    assertThat(failure.problems().get(0).code()).isEqualTo("SERVER_UNREACHABLE");
    assertThat(failure.problems().get(0).message())
        .isEqualTo("The server at " + address + " does not answer (UNAVAILABLE).");
    assertThat(failure.problems().get(0).mend()).contains("--server");
  }

  @Test
  void anAddressThatIsNoneIsAnInputProblem() {
    VarveException failure =
        catchThrowableOfType(
            VarveException.class,
            () -> ServerConnection.open(at("not an address"), Optional.empty()));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.INPUT);
    assertThat(failure.problems().get(0).code()).isEqualTo("SERVER_CONFIG_INVALID");
  }

  private static ServerAddress at(String hostAndPort) {
    return new ServerAddress(Optional.of(hostAndPort), Optional.empty(), Optional.empty());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
