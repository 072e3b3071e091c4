package io.maas.simulator.http;

import io.maas.simulator.engine.Failure;
import io.maas.simulator.engine.Sequence;
import io.maas.simulator.inference.Job;
import io.maas.simulator.inference.JobCache;
import io.maas.simulator.inference.Jobs;
import io.maas.simulator.inference.Server;
import io.maas.simulator.wire.EventStream;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.Reply;
import io.maas.simulator.wire.Reply.UsageShown;
import io.maas.simulator.wire.Shape;
import io.maas.simulator.wire.WholeReply;
import io.vertx.core.http.HttpServerRequest;

/// `POST /v1/chat/completions` or `/v1/completions`: replies of one shape.
final class Completions {
  private final Shape shape;
  private final Server server;
  private final Jobs jobs;
  private final Generation generation;
  private final Workers workers;
  private final JobCache cache = new JobCache();

  Completions(Shape shape, Server server, Jobs jobs, Generation generation, Workers workers) {
    this.shape = shape;
    this.server = server;
    this.jobs = jobs;
    this.generation = generation;
    this.workers = workers;
  }

  void serve(HttpServerRequest request) {
    Bodies.read(request, body -> serve(request, body));
  }

  private void serve(HttpServerRequest request, byte[] body) {
    var known = cache.find(body);
    if (known.isPresent()) {
      run(request, known.get());
    } else {
      workers.read(
          request,
          body.length,
          () -> jobs.completion(shape, body),
          read -> start(request, body, read));
    }
  }

  private void start(HttpServerRequest request, byte[] body, Read<Job> read) {
    switch (read) {
      case Read.Ok<Job>(var job) -> {
        cache.keep(body, job);
        run(request, job);
      }
      case Read.Refused<Job>(var error) -> generation.refuse(request, null, error);
    }
  }

  private void run(HttpServerRequest request, Job job) {
    generation.run(request, job, job.steps(), shape.idPrefix(), this::reply);
  }

  private Sequence.Listener reply(Exchange exchange) {
    if (exchange.job().streaming().stream()) {
      return new StreamedReply(exchange, new EventStream(content(exchange)));
    }
    return new WholeAnswer(exchange, () -> WholeReply.write(content(exchange)));
  }

  private Reply content(Exchange exchange) {
    var job = exchange.job();
    return new Reply(
        shape,
        exchange.id(),
        server.surroundings().dates().millis() / 1000,
        job.model().id(),
        job.answers(),
        job.promptTokens(),
        server.settings().prefixCache() ? exchange.cachedTokens() : -1,
        usage(exchange));
  }

  private static UsageShown usage(Exchange exchange) {
    var streaming = exchange.job().streaming();
    if (exchange.header().failure() instanceof Failure.NoUsage) {
      return UsageShown.NEVER;
    }
    if (streaming.usageAlways()) {
      return UsageShown.ALWAYS;
    }
    return streaming.usageAtEnd() || !streaming.stream() ? UsageShown.AT_END : UsageShown.NEVER;
  }
}
