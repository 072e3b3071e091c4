package io.maas.simulator.http;

import io.maas.simulator.inference.Jobs;
import io.maas.simulator.inference.Server;
import io.maas.simulator.metrics.Exposition;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.Shape;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The whole HTTP surface.
///
/// The router decides, except that a POST to the very path of a route goes straight to its handler:
/// that spares a small chat a tenth of its time.
public final class Routes implements Handler<HttpServerRequest> {
  private static final byte[] VERSION =
      "{\"version\":\"0.1.0+simulator\"}".getBytes(StandardCharsets.US_ASCII);

  private final Router router;
  private final Map<String, Handler<HttpServerRequest>> posts = new HashMap<>();

  /// What answers which path.
  public Routes(Vertx vertx, Server server, Tokenizer tokenizer) {
    var jobs = new Jobs(server.models(), server.settings(), tokenizer);
    var workers = new Workers(vertx);
    var generation = new Generation(server);
    var chats = new Completions(Shape.CHAT, server, jobs, generation, workers);
    var texts = new Completions(Shape.TEXT, server, jobs, generation, workers);
    var embeddings = new Embeddings(server, jobs, generation, workers);
    var tokens = new Tokens(server, tokenizer, workers);
    var media = new MediaReplies(server);
    var models = new ModelList(server);
    var books = new BookPages(server.book());
    var administration = new Administration(server);

    router = Router.router(vertx);
    post("/v1/chat/completions", chats::serve);
    post("/v1/completions", texts::serve);
    post("/v1/embeddings", embeddings::serve);
    post("/v1/audio/transcriptions", request -> Form.read(request, media::hear));
    post("/v1/audio/translations", request -> Form.read(request, media::hear));
    post("/v1/audio/speech", request -> Bodies.read(request, body -> media.speak(request, body)));
    post(
        "/v1/images/generations",
        request -> Bodies.read(request, body -> media.draw(request, body)));
    post("/v1/images/edits", request -> Form.read(request, media::redraw));
    post("/v1/images/variations", request -> Form.read(request, media::redraw));
    get("/v1/models", models::list);
    router.getWithRegex("/v1/models/(?<model>.+)").handler(models::one);
    post("/tokenize", tokens::tokenize);
    post("/detokenize", tokens::detokenize);
    get("/metrics", request -> metrics(request, server));
    get("/health", request -> request.response().end());
    get("/version", request -> Responses.json(request, VERSION));
    get("/book", books::list);
    on(HttpMethod.DELETE, "/book", books::clear);
    get("/admin/config", administration::show);
    post("/admin/config", administration::change);
    router.errorHandler(
        404, exchange -> Responses.error(exchange.request(), ApiError.notFound("Not Found")));
    router.errorHandler(
        405, exchange -> Responses.error(exchange.request(), ApiError.methodNotAllowed()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    var post = request.method().equals(HttpMethod.POST) ? posts.get(request.path()) : null;
    if (post == null) {
      router.handle(request);
    } else {
      post.handle(request);
    }
  }

  private void get(String path, Handler<HttpServerRequest> handler) {
    on(HttpMethod.GET, path, handler);
  }

  private void post(String path, Handler<HttpServerRequest> handler) {
    posts.put(path, handler);
    on(HttpMethod.POST, path, handler);
  }

  private void on(HttpMethod method, String path, Handler<HttpServerRequest> handler) {
    router.route(method, path).handler(exchange -> handler.handle(exchange.request()));
  }

  private static void metrics(HttpServerRequest request, Server server) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Exposition.CONTENT_TYPE)
        .end(server.metrics());
  }
}
