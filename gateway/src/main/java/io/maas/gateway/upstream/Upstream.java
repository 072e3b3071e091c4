package io.maas.gateway.upstream;

import io.maas.domain.catalog.Endpoint;
import io.maas.http.Headers;
import io.maas.http.egress.Lookup;
import io.maas.http.egress.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The pooled connections of one event loop to all engines.
///
/// Only what is written here travels: the body, its type, our request id and the endpoint's own
/// credential. Nothing that the client sent as a header does.
public final class Upstream {

  /// Shorter than the five seconds after which common engines close an idle connection, so that we
  /// never write into one that is just being closed.
  private static final int KEEP_ALIVE_SECONDS = 4;

  /// Look-ups at once, of all event loops together: one that hangs must not hold up the others.
  private static final int LOOK_UPS = 16;

  /// Bytes of a body that are written at once.
  private static final int PIECE = 64 * 1024;

  private final HttpClient client;
  private final WorkerExecutor names;
  private final Way way;
  private final Credentials credentials;
  private final int connectTimeoutMillis;

  /// Opens a pool for the event loop that this is called on.
  ///
  /// @param ticker monotonic nanoseconds
  /// @param clock for signatures, which carry the date
  public Upstream(
      Vertx vertx, UpstreamSettings settings, LongSupplier ticker, InstantSource clock) {
    this(vertx, settings, ticker, clock, Lookup::ofSystem);
  }

  Upstream(
      Vertx vertx,
      UpstreamSettings settings,
      LongSupplier ticker,
      InstantSource clock,
      Function<WorkerExecutor, Lookup> lookup) {
    this.names = vertx.createSharedWorkerExecutor("upstream-names", LOOK_UPS);
    this.connectTimeoutMillis = (int) settings.connectTimeout().toMillis();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(connectTimeoutMillis)
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                .setTrustOptions(settings.egress().trust())
                .setMaxRedirects(0),
            new PoolOptions().setHttp1MaxSize(settings.connections()).setMaxWaitQueueSize(-1));
    this.way = new Way(client, settings.egress(), lookup.apply(names), ticker);
    this.credentials =
        new Credentials(new GoogleTokens(new GoogleTokenCall(way, clock)::ask, ticker), clock);
  }

  /// Gets a connection and writes the request's head. As long as this fails, nothing was sent.
  ///
  /// @param path put behind the endpoint's own
  /// @param headers that the dialect wants
  /// @param body what will be sent, which some credentials cover
  /// @param requestId ours
  public Future<HttpClientRequest> connect(
      Endpoint endpoint, String path, Map<String, String> headers, byte[] body, String requestId) {
    URI url = endpoint.url();
    boolean tls = "https".equals(url.getScheme());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.getHost())
            .setPort(url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80)
            .setSsl(tls)
            .setURI(prefix(url) + path)
            .setConnectTimeout(connectTimeoutMillis)
            .putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON)
            .putHeader(Headers.X_REQUEST_ID, requestId);
    headers.forEach(options::putHeader);
    Future<Map<String, String>> shown =
        credentials.of(endpoint, options.getURI(), options.getHeaders(), body);
    if (shown.succeeded()) {
      shown.result().forEach(options::putHeader);
      return way.open(options);
    }
    return shown.compose(credential -> {
      credential.forEach(options::putHeader);
      return way.open(options);
    });
  }

  /// Sends the body. A large one goes as fast as the endpoint takes it, so that what waits is the
  /// body itself and not copies of it.
  public static void send(HttpClientRequest request, byte[] body) {
    request.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    send(request, body, 0);
  }

  private static void send(HttpClientRequest request, byte[] body, int from) {
    int at = from;
    while (body.length - at > PIECE) {
      request.write(Buffer.buffer(PIECE).appendBytes(body, at, PIECE));
      at += PIECE;
      if (request.writeQueueFull()) {
        int next = at;
        request.drainHandler(_ -> {
          request.drainHandler(null);
          send(request, body, next);
        });
        return;
      }
    }
    int left = body.length - at;
    request.end(Buffer.buffer(left).appendBytes(body, at, left));
  }

  public Future<Void> close() {
    return client.close().eventually(names::close);
  }

  private static String prefix(URI url) {
    String path = url.getRawPath();
    return path == null || path.equals("/") ? "" : path;
  }
}
