package io.maas.app.server;

import io.maas.gateway.http.Gateway;
import io.maas.http.Listeners;
import io.maas.http.Tls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients' listener on one event loop: the control plane's paths go there, all others to the
/// gateway.
final class FrontDoor extends VerticleBase {

  private static final long DRAIN_SECONDS = 30;

  private final String host;
  private final int port;
  private final @Nullable Tls tls;
  private final @Nullable Gateway gateway;
  private final @Nullable ControlRole control;
  private @Nullable HttpServer server;

  FrontDoor(
      String host,
      int port,
      @Nullable Tls tls,
      @Nullable Gateway gateway,
      @Nullable ControlRole control) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.gateway = gateway;
    this.control = control;
  }

  @Override
  public Future<?> start() {
    Consumer<HttpServerRequest> data = gateway == null ? null : gateway.onThisEventLoop();
    ControlRole management = control;
    return Listeners.listen(vertx, host, port, tls, request -> dispatch(request, data, management))
        .onSuccess(listening -> server = listening);
  }

  private static void dispatch(
      HttpServerRequest request,
      @Nullable Consumer<HttpServerRequest> data,
      @Nullable ControlRole management) {
    String path = Objects.requireNonNullElse(request.path(), "");
    if (management != null && (data == null || management.api().serves(path))) {
      management.api().handle(request);
    } else if (data != null) {
      data.accept(request);
    }
  }

  /// Takes no new connections and lets what runs come to its end.
  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
