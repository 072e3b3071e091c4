package io.maas.simulator.http;

import io.maas.simulator.inference.Jobs;
import io.maas.simulator.inference.Server;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.Shape;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// The whole HTTP surface.
public final class Routes {
  private Routes() {}

  /// What answers which path.
  public static Router of(Vertx vertx, Server server, Tokenizer tokenizer) {
    var jobs = new Jobs(server.models(), server.settings(), tokenizer);
    var workers = new Workers(vertx);
    var generation = new Generation(server);
    var completions = new Completions(server, jobs, generation, workers);
    var models = new ModelList(server);
    var books = new BookPages(server.book());

    var router = Router.router(vertx);
    router
        .post("/v1/chat/completions")
        .handler(exchange -> completions.serve(exchange.request(), Shape.CHAT));
    router
        .post("/v1/completions")
        .handler(exchange -> completions.serve(exchange.request(), Shape.TEXT));
    router.get("/v1/models").handler(exchange -> models.list(exchange.request()));
    router.getWithRegex("/v1/models/(?<model>.+)").handler(models::one);
    router.get("/health").handler(exchange -> exchange.response().end());
    router.get("/book").handler(exchange -> books.list(exchange.request()));
    router.delete("/book").handler(exchange -> books.clear(exchange.request()));
    router.errorHandler(
        404, exchange -> Responses.error(exchange.request(), ApiError.notFound("Not Found")));
    router.errorHandler(
        405, exchange -> Responses.error(exchange.request(), ApiError.methodNotAllowed()));
    return router;
  }
}
