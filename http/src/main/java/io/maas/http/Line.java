package io.maas.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/// One client's connection, on its event loop: whether it is in use, since when it is not, and
/// whether the client was told that it ends.
final class Line implements Handler<Void> {

  private final Door door;
  private final HttpConnection connection;
  private long idleSince;
  private int running;
  private boolean multiplexed;
  private boolean told;
  private boolean closing;

  Line(Door door, HttpConnection connection) {
    this.door = door;
    this.connection = connection;
    this.idleSince = door.now();
  }

  /// A request has come on it.
  void serve(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.version() == HttpVersion.HTTP_2) {
      multiplexed = true;
      if (door.isLeaving()) {
        tell();
      }
      return; // of its streams HTTP/2 itself keeps count
    }
    running++;
    response.endHandler(this);
    response.headersEndHandler(_ -> {
      if (door.isLeaving()) {
        response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        told = true;
      }
    });
  }

  /// An answer has ended.
  @Override
  public void handle(Void nothing) {
    running--;
    idleSince = door.now();
    if (told && running == 0) {
      close();
    }
  }

  /// Tells the client of HTTP/2 that new streams belong elsewhere; those that it has begun by then
  /// are served. HTTP/1.1 can tell nothing before the next answer.
  void tell() {
    if (multiplexed && !told) {
      told = true;
      idleSince = door.now();
      connection.goAway(0, Integer.MAX_VALUE);
    }
  }

  /// Closes it if its client had time to hear of it, or did not use it for as long.
  void closeIfIdle() {
    if ((multiplexed || running == 0) && door.isLongAgo(idleSince)) {
      close();
    }
  }

  /// What has been written goes out first, and what runs on it in HTTP/2 comes to its end.
  private void close() {
    if (!closing) {
      closing = true;
      connection.shutdown(door.rest().toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
