package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerConnectionTest {
  private static final ServerAddress NOTHING_GIVEN =
      new ServerAddress(Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** A file of the person who runs the tests must not reach them. */
  @BeforeEach
  void withoutAFile() {
    environment.put("TEMPORAL_CONFIG_FILE", folder.resolve("none.toml").toString());
  }

  @Test
  void aServerThatDoesNotAnswerIsToldWithWhatToDo() throws IOException {
    String address = "127.0.0.1:" + freePort();

    VarveException failure = failure(at(address));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
    assertThat(failure.problems().get(0).code()).isEqualTo("SERVER_UNREACHABLE");
    assertThat(failure.problems().get(0).message())
        .isEqualTo("The server at " + address + " does not answer (UNAVAILABLE).");
    assertThat(failure.problems().get(0).mend()).contains("--server");
  }

  @Test
  void anAddressThatIsNoneIsAnInputProblem() {
    assertThatItIsInvalid(failure(at("not an address")), "");
  }

  @Test
  void addressAndNamespaceComeFromVariables() throws IOException {
    try (FakeTemporal server = FakeTemporal.start()) {
      environment.put("TEMPORAL_ADDRESS", server.address());
      environment.put("TEMPORAL_NAMESPACE", "team");

      try (ServerConnection connection = open(NOTHING_GIVEN)) {
        assertThat(connection.namespace()).isEqualTo("team");
        assertThat(connection.server()).isEqualTo(new ServerId(server.address(), "fake"));
      }
      assertThat(server.namespaces).containsExactly("team");
    }
  }

  @Test
  void whatIsGivenGoesBeforeVariables() throws IOException {
    try (FakeTemporal server = FakeTemporal.start()) {
      environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + freePort());
      environment.put("TEMPORAL_NAMESPACE", "team");

      open(new ServerAddress(Optional.of(server.address()), Optional.of("given"), Optional.empty()))
          .close();

      assertThat(server.namespaces).containsExactly("given");
    }
  }

  @Test
  void aProfileOfTheFileIsUsedAndVariablesGoBeforeIt() throws IOException {
    try (FakeTemporal server = FakeTemporal.start()) {
      configure(
          """
          [profile.default]
          address = "127.0.0.1:1"
          namespace = "nobody"
          [profile.prod]
          address = "%s"
          namespace = "of-the-file"
          """
              .formatted(server.address()));
      environment.put("TEMPORAL_PROFILE", "prod");

      open(NOTHING_GIVEN).close();
      environment.put("TEMPORAL_NAMESPACE", "of-the-variable");
      open(NOTHING_GIVEN).close();

      assertThat(server.namespaces).containsExactly("of-the-file", "of-the-variable");
    }
  }

  @Test
  void keyAndCertificatesReachAServerThatWantsThem() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    try (FakeTemporal server = FakeTemporal.start(certificate.server())) {
      environment.put("TEMPORAL_ADDRESS", server.address());
      environment.put("TEMPORAL_API_KEY", "secret");
      environment.put("TEMPORAL_TLS_SERVER_NAME", "temporal.test");
      environment.put("TEMPORAL_TLS_SERVER_CA_CERT_PATH", certificate.certificate().toString());
      environment.put("TEMPORAL_TLS_CLIENT_CERT_PATH", certificate.certificate().toString());
      environment.put("TEMPORAL_TLS_CLIENT_KEY_PATH", certificate.key().toString());

      open(NOTHING_GIVEN).close();

      assertThat(server.authorizations).isNotEmpty().containsOnly("Bearer secret");
    }
  }

  @Test
  void keyAndCertificatesMayStandInTheFile() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    try (FakeTemporal server = FakeTemporal.start(certificate.server())) {
      configure(
          """
          [profile.default]
          address = "%s"
          api_key = "secret"
          [profile.default.tls]
          server_name = "temporal.test"
          server_ca_cert_path = "%s"
          client_cert_path = "%s"
          client_key_path = "%s"
          """
              .formatted(
                  server.address(),
                  certificate.certificate(),
                  certificate.certificate(),
                  certificate.key()));

      open(NOTHING_GIVEN).close();

      assertThat(server.authorizations).isNotEmpty().containsOnly("Bearer secret");
    }
  }

  @Test
  void aServerThatIsNotTrustedIsNotUsed() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    try (FakeTemporal server = FakeTemporal.start(certificate.server())) {
      environment.put("TEMPORAL_ADDRESS", server.address());
      environment.put("TEMPORAL_API_KEY", "secret");

      assertThat(failure(NOTHING_GIVEN).problems().get(0).code()).isEqualTo("SERVER_UNREACHABLE");
      assertThat(server.authorizations).isEmpty();
    }
  }

  @Test
  void aCertificateThatIsNotThereIsAnInputProblemThatNamesIt() {
    String missing = folder.resolve("missing.pem").toString();
    environment.put("TEMPORAL_TLS_SERVER_CA_CERT_PATH", missing);

    assertThatItIsInvalid(failure(at("127.0.0.1:7233")), "there is no file " + missing + ".");
  }

  @Test
  void aProfileThatIsNotThereIsAnInputProblemThatNamesIt() {
    environment.put("TEMPORAL_PROFILE", "prod");

    assertThatItIsInvalid(failure(at("127.0.0.1:7233")), "prod");
  }

  @Test
  void aFileThatCannotBeUnderstoodIsAnInputProblem() throws IOException {
    configure("[profile.default");

    assertThatItIsInvalid(failure(at("127.0.0.1:7233")), "");
  }

  @Test
  void aNamespaceThatTheServerDoesNotHaveIsNamed() throws IOException {
    try (FakeTemporal server = FakeTemporal.start()) {
      server.answer = Status.NOT_FOUND;

      VarveException failure = failure(at(server.address()));

      assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
      assertThat(failure.problems().get(0).code()).isEqualTo("NAMESPACE_NOT_FOUND");
      assertThat(failure.problems().get(0).message())
          .isEqualTo("The server at " + server.address() + " has no namespace default.");
      assertThat(failure.problems().get(0).mend()).contains("--namespace");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAUTHENTICATED", "PERMISSION_DENIED"})
  void aServerThatDoesNotLetUsInIsToldWithWhatToSet(Status.Code code) throws IOException {
    try (FakeTemporal server = FakeTemporal.start()) {
      server.answer = code.toStatus();

      VarveException failure = failure(at(server.address()));

      assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
      assertThat(failure.problems().get(0).code()).isEqualTo("SERVER_DENIED");
      assertThat(failure.problems().get(0).mend()).contains("TEMPORAL_API_KEY", "TEMPORAL_TLS_");
    }
  }

  private void configure(String toml) throws IOException {
    Path file = Files.writeString(folder.resolve("temporal.toml"), toml);
    environment.put("TEMPORAL_CONFIG_FILE", file.toString());
  }

  private ServerConnection open(ServerAddress address) {
    return ServerConnection.open(ConnectionOptions.load(address, environment), Optional.empty());
  }

  private VarveException failure(ServerAddress address) {
    return catchThrowableOfType(VarveException.class, () -> open(address).close());
  }

  private static void assertThatItIsInvalid(VarveException failure, String reason) {
    assertThat(failure.kind()).isEqualTo(VarveException.Kind.INPUT);
    assertThat(failure.problems().get(0).code()).isEqualTo("SERVER_CONFIG_INVALID");
    assertThat(failure.problems().get(0).message()).contains(reason);
    assertThat(failure.problems().get(0).mend()).contains("--server", "TEMPORAL_*");
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
