package dev.varve.workers.runtime;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.api.workflowservice.v1.GetClusterInfoResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a server as a connection asks for, which remembers how it was asked. */
final class FakeTemporal extends WorkflowServiceImplBase implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** The namespaces that were asked for. */
  final List<String> namespaces = new CopyOnWriteArrayList<>();

  /** What callers showed to be let in, one for each call that brought something. */
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** How a question for a namespace is answered. */
  volatile Status answer = Status.OK;

  private final Server server;

  private FakeTemporal(ServerCredentials credentials) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(anyPort, credentials)
            .addService(this)
            .intercept(new Remembering())
            .build()
            .start();
  }

  static FakeTemporal start() throws IOException {
    return start(InsecureServerCredentials.create());
  }

  static FakeTemporal start(ServerCredentials credentials) throws IOException {
    return new FakeTemporal(credentials);
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> observer) {
    observer.onNext(GetSystemInfoResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void describeNamespace(
      DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
    namespaces.add(request.getNamespace());
    if (answer.isOk()) {
      observer.onNext(DescribeNamespaceResponse.getDefaultInstance());
      observer.onCompleted();
    } else {
      observer.onError(answer.asRuntimeException());
    }
  }

  @Override
  public void getClusterInfo(
      GetClusterInfoRequest request, StreamObserver<GetClusterInfoResponse> observer) {
    observer.onNext(GetClusterInfoResponse.newBuilder().setClusterId("fake").build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Remembering implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String authorization = headers.get(AUTHORIZATION);
      if (authorization != null) {
        authorizations.add(authorization);
      }
      return next.startCall(call, headers);
    }
  }
}
