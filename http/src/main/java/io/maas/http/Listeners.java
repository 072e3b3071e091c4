package io.maas.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens listeners: HTTP/1.1 and HTTP/2, in clear or with TLS whose PEM files are read again when
/// they change.
public final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final long PEM_CHECK_MILLIS = 1000;
  private static final int LONGEST_HEADERS = 64 * 1024;

  /// What is asked of a model by a name of 1024 characters has up to 12 bytes for each of them.
  static final int LONGEST_REQUEST_LINE = 32 * 1024;

  private static final int BACKLOG = 4096;

  private Listeners() {}

  /// Listens.
  ///
  /// @param port 0 for a free one
  /// @param handler called on the event loop that this is called on
  public static Future<HttpServer> listen(
      Vertx vertx, String host, int port, @Nullable Tls tls, Handler<HttpServerRequest> handler) {
    return listen(vertx, host, port, tls, handler, _ -> {});
  }

  /// @param connected told of each connection before its first request
  static Future<HttpServer> listen(
      Vertx vertx,
      String host,
      int port,
      @Nullable Tls tls,
      Handler<HttpServerRequest> handler,
      Handler<HttpConnection> connected) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setTcpNoDelay(true)
            .setAcceptBacklog(BACKLOG)
            .setMaxHeaderSize(LONGEST_HEADERS)
            .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
            .setHandle100ContinueAutomatically(true)
            .setCompressionSupported(false)
            // Nobody speaks WebSocket here, and every request would pass its handlers.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    if (tls != null) {
      options.setSsl(true).setUseAlpn(true).setKeyCertOptions(pem(tls));
    }
    HttpServer server =
        vertx.createHttpServer(options).requestHandler(handler).connectionHandler(connected);
    server.exceptionHandler(_ -> {}); // a client that breaks off a handshake is no news
    return server
        .listen()
        .onSuccess(listening -> {
          if (tls != null) {
            reloadWhenChanged(vertx, listening, tls);
          }
        });
  }

  private static PemKeyCertOptions pem(Tls tls) {
    return new PemKeyCertOptions()
        .setCertPath(tls.certificate().toString())
        .setKeyPath(tls.key().toString());
  }

  private static void reloadWhenChanged(Vertx vertx, HttpServer server, Tls tls) {
    FileTime[] seen = {lastChanged(tls)};
    vertx.setPeriodic(
        PEM_CHECK_MILLIS,
        _ ->
            vertx
                .executeBlocking(() -> lastChanged(tls), false)
                .onSuccess(changed -> {
                  if (changed.equals(seen[0])) {
                    return;
                  }
                  seen[0] = changed;
                  server
                      .updateSSLOptions(
                          new ServerSSLOptions().setKeyCertOptions(pem(tls)).setUseAlpn(true), true)
                      .onSuccess(_ -> LOG.atInfo().setMessage("certificate reloaded").log())
                      .onFailure(e ->
                          LOG.atWarn()
                              .setMessage("certificate kept: the new one cannot be used")
                              .addKeyValue("error", e.getMessage())
                              .log());
                }));
  }

  private static FileTime lastChanged(Tls tls) {
    try {
      FileTime certificate = Files.getLastModifiedTime(tls.certificate());
      FileTime key = Files.getLastModifiedTime(tls.key());
      return certificate.compareTo(key) > 0 ? certificate : key;
    } catch (IOException _) {
      return FileTime.fromMillis(0); // between two files of a rotation
    }
  }
}
