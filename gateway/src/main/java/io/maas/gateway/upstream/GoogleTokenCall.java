package io.maas.gateway.upstream;

import io.maas.http.egress.Way;
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
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// One question to Google's token endpoint: a signed assertion for a token.
///
/// @param clock for the assertion, which carries the date
record GoogleTokenCall(Way way, InstantSource clock) {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final int LONGEST_ANSWER = 64 * 1024;

  /// Asks for a token that may do all that the account may.
  Future<GoogleToken> ask(GoogleServiceAccount account) {
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
