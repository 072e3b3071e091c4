package io.maas.gateway.upstream;

import io.maas.domain.catalog.Secret;
import io.maas.protocol.google.GoogleKeyFile;
import io.maas.protocol.google.GoogleServiceAccount;
import io.maas.protocol.google.GoogleToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens of Google's service accounts, of one event loop. One is fetched before the last expires,
/// while that one is still used; only the first has to be waited for.
final class GoogleTokens {

  private static final Logger LOG = LoggerFactory.getLogger(GoogleTokens.class);

  private static final long REFRESH_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PATIENCE_MILLIS = 10_000;
  private static final int REMEMBERED = 256;
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final Way way;
  private final LongSupplier ticker;
  private final InstantSource clock;
  private final Map<Secret, Held> accounts = new LinkedHashMap<>();

  /// @param ticker monotonic nanoseconds, for how long a token is good
  /// @param clock for the assertion, which carries the date
  GoogleTokens(Way way, LongSupplier ticker, InstantSource clock) {
    this.way = way;
    this.ticker = ticker;
    this.clock = clock;
  }

  /// What is held of one account.
  private static final class Held {
    private @Nullable String token;
    private long goodUntil;
    private long askedAt;
    private @Nullable Future<String> asking;
  }

  /// A token of the account, good for the next request.
  ///
  /// @param key the account's JSON key
  Future<String> token(Secret key) {
    Held held = held(key);
    long now = ticker.getAsLong();
    String token = held.token;
    if (token != null && now - held.goodUntil < 0) {
      boolean old = held.goodUntil - now < REFRESH_NANOS;
      if (old && held.asking == null && now - held.askedAt > PAUSE_NANOS) {
        var _ = ask(key, held);
      }
      return Future.succeededFuture(token);
    }
    Future<String> asking = held.asking;
    return asking == null ? ask(key, held) : asking;
  }

  private Held held(Secret key) {
    if (accounts.size() >= REMEMBERED && !accounts.containsKey(key)) {
      accounts.remove(accounts.keySet().iterator().next()); // of a key that was replaced long ago
    }
    return accounts.computeIfAbsent(key, _ -> new Held());
  }

  private Future<String> ask(Secret key, Held held) {
    held.askedAt = ticker.getAsLong();
    Future<String> asked =
        switch (GoogleKeyFile.read(key.value().getBytes(StandardCharsets.UTF_8))) {
          case GoogleKeyFile.Read.Refused(String message) ->
              Future.failedFuture(new IOException("service account: " + message));
          case GoogleKeyFile.Read.Account(GoogleServiceAccount account) ->
              fetch(account).compose(answer -> take(held, answer));
        };
    held.asking = asked;
    return asked.onComplete(result -> {
      held.asking = null;
      if (result.failed()) {
        LOG.atWarn()
            .setMessage("no token of a service account")
            .addKeyValue("reason", result.cause().getMessage())
            .log();
      }
    });
  }

  private Future<String> take(Held held, GoogleToken answer) {
    return switch (answer) {
      case GoogleToken.Granted(String value, Duration validFor) -> {
        held.token = value;
        held.goodUntil = held.askedAt + validFor.toNanos();
        yield Future.succeededFuture(value);
      }
      case GoogleToken.Denied(String error, String message) ->
          Future.failedFuture(new IOException(error + ": " + message));
    };
  }

  private Future<GoogleToken> fetch(GoogleServiceAccount account) {
    URI uri = account.tokenUri();
    String form =
        GoogleServiceAccount.form(
            account.assertion(clock.instant(), GoogleServiceAccount.CLOUD_PLATFORM));
    return way.open(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(uri.getHost())
                .setPort(uri.getPort() < 0 ? 443 : uri.getPort())
                .setSsl(true)
                .setURI(uri.getRawPath())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"))
        .compose(request -> exchange(request, form))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(body -> GoogleToken.read(body.getBytes()));
  }

  private static Future<Buffer> exchange(HttpClientRequest request, String form) {
    return request
        .send(Buffer.buffer(form))
        .compose(response -> {
          String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
          if (length != null && length.length() > Integer.toString(LONGEST_ANSWER).length()) {
            request.reset();
            return Future.failedFuture(new IOException("the answer has " + length + " bytes"));
          }
          return response.body();
        });
  }
}
