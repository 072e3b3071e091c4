package io.maas.simulator.http;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Status;
import io.maas.simulator.engine.Sequence;
import io.maas.simulator.inference.Engine;
import io.maas.simulator.inference.Job;
import io.maas.simulator.inference.Server;
import io.maas.simulator.metrics.Facts;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request that is being answered: it has an end, whichever way it comes, and that end is
/// written down once.
final class Exchange {
  private final HttpServerRequest request;
  private final Job job;
  private final Engine engine;
  private final Header header;
  private final String id;
  private final int cachedTokens;
  private final Server server;
  private boolean recorded;

  Exchange(
      HttpServerRequest request, Job job, Engine engine, Header header, String id, Server server) {
    this.request = request;
    this.job = job;
    this.engine = engine;
    this.header = header;
    this.id = id;
    this.server = server;
    this.cachedTokens = engine.cachedTokens(job);
  }

  HttpServerRequest request() {
    return request;
  }

  Job job() {
    return job;
  }

  Header header() {
    return header;
  }

  String id() {
    return id;
  }

  int cachedTokens() {
    return cachedTokens;
  }

  /// The client went away: generation ends with the tokens it has come to.
  void disconnected(Sequence sequence) {
    end(sequence, Status.ABORTED);
  }

  /// Something of ours broke: the client must not wait for what will never come.
  void broken(Sequence sequence) {
    end(sequence, Status.FAILED);
    request.response().reset();
  }

  /// Ends the sequence, if it has not ended, and writes the exchange down, if it is not yet
  /// written.
  void end(Sequence sequence, Status status) {
    if (recorded) {
      return;
    }
    recorded = true;
    engine.scheduler().abort(sequence);
    long now = server.surroundings().ticker().getAsLong();
    int output = job.tokensAfter(sequence.generated(now));
    var finishes =
        status == Status.COMPLETED
            ? job.answers().stream().map(Exchange::vllmReason).toList()
            : List.of("abort");
    server
        .book()
        .add(
            new Entry(
                header.requestId() == null ? id : header.requestId(),
                job.model().id(),
                job.promptTokens(),
                cachedTokens,
                output,
                status,
                status == Status.COMPLETED ? finish() : null,
                server.surroundings().dates().millis()));
    engine
        .metrics()
        .count(
            new Facts(
                finishes,
                job.promptTokens(),
                cachedTokens,
                output,
                job.maxTokens(),
                sequence.queuedNanos(now),
                sequence.prefillNanos(),
                sequence.decodeNanos(now),
                sequence.totalNanos(now)));
  }

  private @Nullable String finish() {
    return job.answers().isEmpty() ? null : job.answers().getFirst().finish().word();
  }

  /// To the engine a tool call is a text that ended.
  private static String vllmReason(Answer answer) {
    return switch (answer.finish()) {
      case STOP, TOOL_CALLS -> "stop";
      case LENGTH -> "length";
    };
  }
}
