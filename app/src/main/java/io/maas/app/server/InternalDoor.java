package io.maas.app.server;

import io.maas.app.config.Internal;
import io.maas.http.Listeners;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;

/// The listener of what no client may ask. It leads nowhere else, and no other leads there.
final class InternalDoor {

  private InternalDoor() {}

  /// Opens it.
  ///
  /// @return where it is
  static String open(Vertx vertx, Internal place, ControlRole control, Undo undo) {
    HttpServer server =
        Listeners.listen(vertx, place.host(), place.port(), null, control.internal()).await();
    undo.add("internal listener", () -> server.close().await(5, TimeUnit.SECONDS));
    String shown = place.host().equals("0.0.0.0") ? "127.0.0.1" : place.host();
    return "http://" + shown + ":" + server.actualPort();
  }
}
