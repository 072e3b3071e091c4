package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Standing;
import io.maas.http.ErrorForm;
import io.maas.http.ErrorReply;
import io.maas.http.Headers;
import io.maas.http.Hearing;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.request.Operation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the gateway itself says to the client: ids, refusals, rate-limit headers.
final class Reply {

  private static final String FALSE = "false";
  private static final Pattern NO_NAME = Pattern.compile("[^!-+\\--~ ]");
  private static final int LONGEST_NAMES = 1024;

  private final HttpServerResponse response;
  private final String requestId;
  private final String shownId;
  private final InstantSource clock;
  private final ErrorForm form;
  private final Hearing hearing;

  /// @param requestId ours
  /// @param clientId the client's own id, if it sent one
  /// @param form the words that the client understands
  /// @param hearing what it makes of them
  Reply(
      HttpServerResponse response,
      String requestId,
      @Nullable String clientId,
      InstantSource clock,
      ErrorForm form,
      Hearing hearing) {
    this.response = response;
    this.requestId = requestId;
    this.shownId = clientId == null ? requestId : clientId;
    this.clock = clock;
    this.form = form;
    this.hearing = hearing;
  }

  /// To a client that speaks to one of the gateway's operations.
  ///
  /// @param id ours
  static Reply to(
      HttpServerRequest request,
      UUID id,
      @Nullable String clientId,
      InstantSource clock,
      Operation operation) {
    return new Reply(
        request.response(),
        id.toString(),
        clientId,
        clock,
        Forms.of(operation),
        Hearing.of(request.headers()));
  }

  /// Our id of the request.
  String requestId() {
    return requestId;
  }

  /// Says no to a request that was read whole. Returns the status said.
  int refuse(Refusal refusal) {
    return refuse(refusal, HttpVersion.HTTP_1_1, false);
  }

  /// Says no. Returns the status said.
  int refuse(Refusal refusal, HttpVersion version, boolean bodyUnread) {
    ErrorReply error = ErrorReply.of(refusal, hearing);
    if (response.ended() || response.closed() || response.headWritten()) {
      return error.status();
    }
    MultiMap headers = ids();
    headers.set(HttpHeaders.CONTENT_TYPE, Headers.JSON);
    OptionalLong retryAfter = error.retryAfterSeconds();
    if (retryAfter.isPresent()) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.getAsLong()));
    }
    if (!error.worthRetrying()) {
      headers.set(Headers.SHOULD_RETRY, FALSE);
    }
    if (refusal instanceof Refusal.LimitReached(Standing standing, boolean onlyHolds)) {
      RateLimitHeaders.refused(headers, dialect(), standing, onlyHolds, clock);
    }
    if (bodyUnread && version != HttpVersion.HTTP_2) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(error.status())
        .end(Buffer.buffer(form.body(refusal, hearing, requestId)));
    return error.status();
  }

  /// The error as the end of a stream.
  ///
  /// @param heading of the answer that ends so
  byte[] streamEnd(Refusal refusal, Heading heading) {
    return form.streamEnd(refusal, heading);
  }

  /// Another model than this one, which the client asked for, is about to answer.
  void standsInFor(ModelId model) {
    response.headers().set(Headers.FALLBACK_FROM, model.toString());
  }

  /// The head of an answer that passes through. Only its type comes from the upstream.
  ///
  /// @param model whose answer it is
  /// @param endpoint which of its endpoints gave it, if it has a name
  /// @param dropped what the client said and the endpoint was not told
  void head(
      CharSequence contentType,
      List<Standing> standings,
      String model,
      Optional<String> endpoint,
      List<String> dropped) {
    MultiMap headers = ids();
    headers.set(Headers.MODEL, model);
    endpoint.ifPresent(name -> headers.set(Headers.ENDPOINT, name));
    if (!dropped.isEmpty()) {
      headers.set(Headers.DROPPED, names(dropped));
    }
    headers.set(HttpHeaders.CONTENT_TYPE, contentType);
    headers.set(Headers.NOSNIFF, Headers.NO_SNIFFING);
    headers.set(Headers.CONTENT_SECURITY_POLICY, Headers.SANDBOX);
    RateLimitHeaders.write(headers, dialect(), standings, clock);
  }

  /// Fields are named by clients, who may write anything there: what no header may hold is left
  /// out.
  private static String names(List<String> dropped) {
    StringBuilder names = new StringBuilder();
    for (String name : dropped) {
      String plain = NO_NAME.matcher(name).replaceAll("?");
      if (names.length() + plain.length() > LONGEST_NAMES) {
        return names.append(names.isEmpty() ? "..." : ", ...").toString();
      }
      names.append(names.isEmpty() ? "" : ", ").append(plain);
    }
    return names.toString();
  }

  /// An answer of our own.
  void json(byte[] body) {
    ids().set(HttpHeaders.CONTENT_TYPE, Headers.JSON).set(HttpHeaders.CACHE_CONTROL, "no-store");
    response.end(Buffer.buffer(body));
  }

  private RateLimitHeaders.Dialect dialect() {
    return switch (form) {
      case OPENAI, RESPONSES -> RateLimitHeaders.Dialect.OPENAI;
      case ANTHROPIC -> RateLimitHeaders.Dialect.ANTHROPIC;
    };
  }

  private MultiMap ids() {
    return response.headers().set(Headers.REQUEST_ID, requestId).set(Headers.X_REQUEST_ID, shownId);
  }
}
