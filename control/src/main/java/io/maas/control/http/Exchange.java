package io.maas.control.http;

import io.maas.control.access.Scope;
import io.maas.control.call.Act;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.call.Visitor;
import io.maas.domain.access.IpAddress;
import io.maas.domain.access.Principal;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.http.ClientAddresses;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request and its answer, between HTTP's engine and endpoints that do not know it.
///
/// @param errors how refusals look
record Exchange(RoutingContext context, ErrorShape errors) {

  HttpServerRequest request() {
    return context.request();
  }

  /// The request as an endpoint reads it.
  Call call(Principal principal, Scope scope, From from, String body) {
    Visitor seen = visitor(request());
    return new Call(
        principal,
        scope,
        from,
        new Act(),
        pathParts(),
        query(),
        lastNonEmpty(request().headers().getAll("X-MaaS-Subscription")),
        contentType(),
        body,
        new Visitor(from.address(), seen.cookies(), seen.origin(), seen.host()));
  }

  static Visitor visitor(HttpServerRequest request) {
    Map<String, String> cookies = new LinkedHashMap<>();
    request.cookies().forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
    SocketAddress from = request.remoteAddress();
    return new Visitor(
        from == null || from.host() == null ? "" : from.host(),
        cookies,
        request.getHeader("Origin"),
        request.getHeader("Host"));
  }

  /// The variable parts of the path, by name.
  Map<String, String> pathParts() {
    return Map.copyOf(context.pathParams());
  }

  /// Where it comes from; where what proxies say makes no sense, from whoever is connected to us.
  From from(ClientAddresses clients) {
    SocketAddress peer = request().remoteAddress();
    IpAddress client = clients.of(request());
    return new From(
        client != null
            ? client.toString()
            : peer == null ? "" : Objects.requireNonNullElse(peer.hostAddress(), ""),
        Objects.requireNonNullElse(RequestId.of(context.response()), ""));
  }

  /// Answers part by part, each when the one before is sent. Runs on a thread that may wait. A
  /// client that sees the connection break knows that there was more.
  ///
  /// @param loop the request's own
  void stream(Reply.Streamed streamed, Context loop) {
    try {
      Optional<String> part = streamed.parts().next();
      await(
          loop,
          response -> {
            response
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
            response.putHeader("Content-Type", streamed.contentType()).setChunked(true);
            return Future.succeededFuture();
          });
      while (part.isPresent()) {
        String text = part.get();
        await(loop, response -> response.write(text));
        part = streamed.parts().next();
      }
      await(loop, HttpServerResponse::end);
    } catch (RuntimeException e) {
      loop.runOnContext(_ -> request().connection().close());
      throw e;
    }
  }

  private void await(Context loop, Function<HttpServerResponse, Future<Void>> step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(_ ->
        step.apply(context.response())
            .onSuccess(done::complete)
            .onFailure(done::completeExceptionally));
    done.join();
  }

  /// Answers, if the client is still there.
  void answer(Reply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader("Cache-Control", "no-store");
    response.putHeader("X-Content-Type-Options", "nosniff");
    switch (reply) {
      case Reply.Answered(int status, String json, Map<String, String> headers) -> {
        headers.forEach(response::putHeader);
        end(response.setStatusCode(status), json);
      }
      case Reply.Streamed _ ->
          throw new IllegalArgumentException("a long answer (expected: to be streamed)");
      case Reply.Refused refused -> {
        if (refused.status() == 401) {
          response.putHeader("WWW-Authenticate", "Bearer");
        }
        end(response.setStatusCode(refused.status()), errors.write(refused));
      }
    }
  }

  private void end(HttpServerResponse response, String json) {
    if (!request().isEnded()) {
      // What is left of the body is read and dropped, or it would stand before the next request.
      request().resume();
    }
    if (json.isEmpty()) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json; charset=utf-8").end(json);
    }
  }

  private Map<String, List<String>> query() {
    MultiMap parameters = context.queryParams();
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : parameters) {
      query.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue());
    }
    return query;
  }

  private String contentType() {
    String header = request().getHeader("Content-Type");
    if (header == null) {
      return "";
    }
    int parameters = header.indexOf(';');
    String type = parameters < 0 ? header : header.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String lastNonEmpty(List<String> values) {
    return values.reversed().stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
