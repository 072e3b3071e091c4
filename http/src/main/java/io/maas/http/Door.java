package io.maas.http;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A clients' listener on one event loop that can be closed without cutting anybody off.
///
/// A client of HTTP/1.1 that keeps a connection may send its next request at any time, also just
/// when the connection is closed, and such a request is lost. So a door that closes goes on
/// answering for a while, and ends each answer with `Connection: close` (in HTTP/2 it says
/// `GOAWAY`). Then nobody new is let in; a connection is closed once its client was told, or has
/// not used it for as long as that.
public final class Door {

  private static final long LOOK_MILLIS = 25;

  private final Vertx vertx;
  private final LongSupplier ticker;
  private final IdentityHashMap<HttpConnection, Line> lines = new IdentityHashMap<>();
  private @Nullable HttpServer server;

  /// The socket that all doors of one port share.
  private @Nullable Channel socket;

  private @Nullable Farewell farewell;
  private long since;
  private boolean shut;

  private Door(Vertx vertx, LongSupplier ticker) {
    this.vertx = vertx;
    this.ticker = ticker;
  }

  /// Listens.
  ///
  /// @param port 0 for a free one
  /// @param ticker monotonic nanoseconds
  /// @param handler called on the event loop that this is called on
  public static Future<Door> open(
      Vertx vertx,
      String host,
      int port,
      @Nullable Tls tls,
      LongSupplier ticker,
      Handler<HttpServerRequest> handler) {
    Door door = new Door(vertx, ticker);
    return Listeners.listen(
            vertx, host, port, tls, request -> door.serve(request, handler), door::connected)
        .map(listening -> {
          door.server = listening;
          return door;
        });
  }

  /// The port that it listens at.
  public int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  private void connected(HttpConnection connection) {
    if (connection instanceof ConnectionBase netty) {
      socket = netty.channel().parent();
    }
    lines.put(connection, new Line(this, connection));
    connection.closeHandler(_ -> lines.remove(connection));
  }

  private void serve(HttpServerRequest request, Handler<HttpServerRequest> handler) {
    Line line = lines.get(request.connection());
    if (line != null) {
      line.serve(request);
    }
    handler.handle(request);
  }

  long now() {
    return ticker.getAsLong();
  }

  boolean isLeaving() {
    return farewell != null;
  }

  /// Closes it, to be called on its event loop; done when no connection is left.
  public Future<Void> close(Farewell chosen) {
    farewell = chosen;
    since = now();
    if (chosen.telling().isZero()) {
      return stop();
    }
    new ArrayList<>(lines.values()).forEach(Line::tell);
    Promise<Void> left = Promise.promise();
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          if (hasLeft(chosen)) {
            vertx.cancelTimer(timer);
            left.complete();
          }
        });
    return left.future().compose(_ -> stop());
  }

  /// A connection that was opened just before nobody is let in any more shows only when it is used,
  /// and has as long for it as any other.
  private boolean hasLeft(Farewell chosen) {
    long passed = now() - since;
    long telling = chosen.telling().toNanos();
    if (passed < telling) {
      return false;
    }
    letNobodyIn();
    new ArrayList<>(lines.values()).forEach(Line::closeIfIdle);
    return (lines.isEmpty() && passed >= 2 * telling) || rest().isZero();
  }

  /// Closes the socket alone. The server, were it asked, would close idle connections with it.
  private void letNobodyIn() {
    if (!shut) {
      shut = true;
      if (socket != null) {
        var _ = socket.close();
      }
    }
  }

  /// Whether a client had time enough since then, and since it is told at all.
  boolean isLongAgo(long moment) {
    Farewell chosen = farewell;
    return chosen != null && now() - Math.max(since, moment) >= chosen.telling().toNanos();
  }

  /// How long it may still take.
  Duration rest() {
    Farewell chosen = farewell;
    if (chosen == null) {
      return Duration.ZERO;
    }
    Duration left = chosen.ending().minusNanos(now() - since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Future<Void> stop() {
    return Objects.requireNonNull(server).shutdown(rest().toMillis(), TimeUnit.MILLISECONDS);
  }
}
