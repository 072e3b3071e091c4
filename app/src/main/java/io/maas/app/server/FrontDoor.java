package io.maas.app.server;

import io.maas.gateway.http.Gateway;
import io.maas.http.Door;
import io.maas.http.Farewell;
import io.maas.http.Tls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The clients' listener on one event loop: the control plane's paths go there, all others to the
/// gateway.
final class FrontDoor extends VerticleBase {

  private final String host;
  private final int port;
  private final @Nullable Tls tls;
  private final Farewell farewell;
  private final LongSupplier ticker;
  private final @Nullable Gateway gateway;
  private final @Nullable ControlRole control;
  private @Nullable Door door;

  FrontDoor(
      String host,
      int port,
      @Nullable Tls tls,
      Farewell farewell,
      LongSupplier ticker,
      @Nullable Gateway gateway,
      @Nullable ControlRole control) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.farewell = farewell;
    this.ticker = ticker;
    this.gateway = gateway;
    this.control = control;
  }

  @Override
  public Future<?> start() {
    Consumer<HttpServerRequest> data = gateway == null ? null : gateway.onThisEventLoop();
    ControlRole management = control;
    return Door.open(vertx, host, port, tls, ticker, request -> dispatch(request, data, management))
        .onSuccess(open -> door = open);
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

  /// Sends clients away, and lets what runs come to its end.
  @Override
  public Future<?> stop() {
    return door == null ? Future.succeededFuture() : door.close(farewell);
  }
}
