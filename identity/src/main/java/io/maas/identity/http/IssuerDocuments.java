package io.maas.identity.http;

import io.maas.domain.catalog.Whereabouts;
import io.maas.http.egress.Egress;
import io.maas.http.egress.Lookup;
import io.maas.http.egress.Way;
import io.maas.identity.oidc.Documents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what issuers serve, by the same ways and under the same rules as requests to engines:
/// names are looked up and checked here, TLS is verified, redirects are not followed. Clear text is
/// for this machine only, where that is allowed: keys that come in clear could be anybody's.
///
/// All of it runs on one event loop, whoever asks.
public final class IssuerDocuments implements Documents {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LOOK_UPS = 4;

  /// More than any issuer publishes.
  private static final int LONGEST = 512 * 1024;

  private final Context loop;
  private final Way way;
  private final Egress egress;

  /// @param ticker monotonic nanoseconds
  public IssuerDocuments(Vertx vertx, Egress egress, LongSupplier ticker) {
    this.egress = egress;
    this.loop = vertx.getOrCreateContext();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(PATIENCE_MILLIS)
                .setVerifyHost(true)
                .setTrustOptions(egress.trust())
                .setDecompressionSupported(false)
                .setMaxRedirects(0));
    this.way =
        new Way(
            client,
            egress,
            Lookup.ofSystem(vertx.createSharedWorkerExecutor("issuer-names", LOOK_UPS)),
            ticker);
  }

  @Override
  public CompletionStage<String> get(URI uri) {
    return exchange(uri, HttpMethod.GET, Map.of(), null)
        .compose(answer ->
            answer.status() == 200
                ? Future.succeededFuture(answer.body())
                : Future.<String>failedFuture(
                    new IOException(uri + ": status " + answer.status() + " (expected: 200)")))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Answer> post(
      URI uri, Map<String, String> form, Map<String, String> headers) {
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return exchange(uri, HttpMethod.POST, headers, body).toCompletionStage();
  }

  private Future<Answer> exchange(
      URI uri, HttpMethod method, Map<String, String> headers, @Nullable String form) {
    String flaw = flaw(uri);
    if (flaw != null) {
      return Future.failedFuture(new IOException(uri + ": " + flaw));
    }
    Promise<Answer> promise = Promise.promise();
    loop.runOnContext(_ -> {
      boolean ssl = "https".equals(uri.getScheme());
      RequestOptions options =
          new RequestOptions()
              .setMethod(method)
              .setHost(uri.getHost())
              .setPort(uri.getPort() > 0 ? uri.getPort() : ssl ? 443 : 80)
              .setSsl(ssl)
              .setURI(target(uri))
              .putHeader("Accept", "application/json");
      headers.forEach(options::putHeader);
      if (form != null) {
        options.putHeader("Content-Type", "application/x-www-form-urlencoded");
      }
      way.open(options)
          .compose(request -> send(request, form))
          .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .onComplete(promise);
    });
    return promise.future();
  }

  private static Future<Answer> send(HttpClientRequest request, @Nullable String form) {
    return (form == null ? request.send() : request.send(Buffer.buffer(form)))
        .compose(response -> read(request, response));
  }

  private static Future<Answer> read(HttpClientRequest request, HttpClientResponse response) {
    Promise<Answer> answer = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(answer::tryFail);
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > LONGEST) {
        answer.tryFail(new IOException("an answer above " + LONGEST + " bytes"));
        request.reset();
      }
    });
    response.endHandler(_ ->
        answer.tryComplete(
            new Answer(response.statusCode(), body.toString(StandardCharsets.UTF_8))));
    return answer.future();
  }

  private @Nullable String flaw(URI uri) {
    if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
      return null;
    }
    boolean here =
        "http".equals(uri.getScheme())
            && uri.getHost() != null
            && Whereabouts.of(uri.getHost()) == Whereabouts.THIS_MACHINE;
    return here && egress.allowLoopback()
        ? null
        : "in clear (expected: https, or this machine with allow-loopback)";
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
