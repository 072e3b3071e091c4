package io.maas.simulator.http;

import io.maas.simulator.engine.Failure;
import io.maas.simulator.inference.EmbeddingJob;
import io.maas.simulator.inference.Jobs;
import io.maas.simulator.inference.Server;
import io.maas.simulator.wire.EmbeddingReply;
import io.maas.simulator.wire.Read;
import io.vertx.core.http.HttpServerRequest;

/// `POST /v1/embeddings`. To the engine it is a request of one step, without a token of output.
final class Embeddings {
  private final Server server;
  private final Jobs jobs;
  private final Generation generation;
  private final Workers workers;

  Embeddings(Server server, Jobs jobs, Generation generation, Workers workers) {
    this.server = server;
    this.jobs = jobs;
    this.generation = generation;
    this.workers = workers;
  }

  void serve(HttpServerRequest request) {
    Bodies.read(
        request,
        body ->
            workers.read(
                request, body.length, () -> jobs.embedding(body), read -> start(request, read)));
  }

  private void start(HttpServerRequest request, Read<EmbeddingJob> read) {
    switch (read) {
      case Read.Refused<EmbeddingJob>(var error) -> generation.refuse(request, null, error);
      case Read.Ok<EmbeddingJob>(var embedding) ->
          generation.run(
              request,
              embedding.job(),
              1,
              "embd-",
              exchange -> new WholeAnswer(exchange, () -> content(exchange, embedding)));
    }
  }

  private byte[] content(Exchange exchange, EmbeddingJob embedding) {
    boolean usage = !(exchange.header().failure() instanceof Failure.NoUsage);
    return EmbeddingReply.write(
        exchange.id(),
        server.surroundings().dates().millis() / 1000,
        embedding.job().model().id(),
        embedding.data(),
        usage ? embedding.job().promptTokens() : -1);
  }
}
