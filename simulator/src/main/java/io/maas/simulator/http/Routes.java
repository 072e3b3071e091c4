package io.maas.simulator.http;

import io.maas.simulator.inference.Jobs;
import io.maas.simulator.inference.Server;
import io.maas.simulator.metrics.Exposition;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.Shape;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The whole HTTP surface.
public final class Routes {
  private static final byte[] VERSION =
      "{\"version\":\"0.1.0+simulator\"}".getBytes(StandardCharsets.US_ASCII);

  private final Router router;

  private Routes(Router router) {
    this.router = router;
  }

  /// What answers which path.
  public static Router of(Vertx vertx, Server server, Tokenizer tokenizer) {
    var jobs = new Jobs(server.models(), server.settings(), tokenizer);
    var workers = new Workers(vertx);
    var generation = new Generation(server);
    var chats = new Completions(Shape.CHAT, server, jobs, generation, workers);
    var texts = new Completions(Shape.TEXT, server, jobs, generation, workers);
    var embeddings = new Embeddings(server, jobs, generation, workers);
    var tokens = new Tokens(server, tokenizer, workers);
    var models = new ModelList(server);
    var books = new BookPages(server.book());
    var administration = new Administration(server);

    var routes = new Routes(Router.router(vertx));
    routes.post("/v1/chat/completions", chats::serve);
    routes.post("/v1/completions", texts::serve);
    routes.post("/v1/embeddings", embeddings::serve);
    routes.get("/v1/models", models::list);
    routes.router.getWithRegex("/v1/models/(?<model>.+)").handler(models::one);
    routes.post("/tokenize", tokens::tokenize);
    routes.post("/detokenize", tokens::detokenize);
    routes.get("/metrics", request -> metrics(request, server));
    routes.get("/health", request -> request.response().end());
    routes.get("/version", request -> Responses.json(request, VERSION));
    routes.get("/book", books::list);
    routes.on(HttpMethod.DELETE, "/book", books::clear);
    routes.get("/admin/config", administration::show);
    routes.post("/admin/config", administration::change);
    routes.router.errorHandler(
        404, exchange -> Responses.error(exchange.request(), ApiError.notFound("Not Found")));
    routes.router.errorHandler(
        405, exchange -> Responses.error(exchange.request(), ApiError.methodNotAllowed()));
    return routes.router;
  }

  private void get(String path, Consumer<HttpServerRequest> handler) {
    on(HttpMethod.GET, path, handler);
  }

  private void post(String path, Consumer<HttpServerRequest> handler) {
    on(HttpMethod.POST, path, handler);
  }

  private void on(HttpMethod method, String path, Consumer<HttpServerRequest> handler) {
    router.route(method, path).handler(exchange -> handler.accept(exchange.request()));
  }

  private static void metrics(HttpServerRequest request, Server server) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Exposition.CONTENT_TYPE)
        .end(server.metrics());
  }
}
