package io.maas.gateway.upstream;

import io.maas.domain.catalog.Secret;
import io.maas.protocol.google.GoogleKeyFile;
import io.maas.protocol.google.GoogleServiceAccount;
import io.maas.protocol.google.GoogleToken;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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
  private static final int REMEMBERED = 256;

  private final Function<GoogleServiceAccount, Future<GoogleToken>> call;
  private final LongSupplier ticker;
  private final Map<Secret, Held> accounts = new LinkedHashMap<>();

  /// @param call asks for a token
  /// @param ticker monotonic nanoseconds, for how long a token is good
  GoogleTokens(Function<GoogleServiceAccount, Future<GoogleToken>> call, LongSupplier ticker) {
    this.call = call;
    this.ticker = ticker;
  }

  /// What is held of one account.
  private static final class Held {
    private @Nullable String token;
    private long goodUntil;
    private long askedAt;
    private @Nullable Future<String> asking;
    private @Nullable Throwable failure;
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
    if (asking != null) {
      return asking;
    }
    // Who was told no is not asked again at once, by each request.
    return held.failure != null && now - held.askedAt < PAUSE_NANOS
        ? Future.failedFuture(held.failure)
        : ask(key, held);
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
              call.apply(account).compose(answer -> take(held, answer));
        };
    held.asking = asked;
    return asked.onComplete(result -> {
      held.asking = null;
      held.failure = result.cause();
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
}
