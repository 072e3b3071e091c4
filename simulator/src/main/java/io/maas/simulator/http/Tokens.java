package io.maas.simulator.http;

import io.maas.simulator.inference.Server;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.maas.simulator.wire.DetokenizeRequest;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.TokenizeRequest;
import io.vertx.core.http.HttpServerRequest;

/// `POST /tokenize` and `/detokenize`: they take no slot, and are no line of the book.
final class Tokens {
  private final Server server;
  private final Tokenizer tokenizer;
  private final Workers workers;

  Tokens(Server server, Tokenizer tokenizer, Workers workers) {
    this.server = server;
    this.tokenizer = tokenizer;
    this.workers = workers;
  }

  void tokenize(HttpServerRequest request) {
    answer(request, body -> TokenizeRequest.read(body).then(this::tokens));
  }

  void detokenize(HttpServerRequest request) {
    answer(request, body -> DetokenizeRequest.read(body).then(this::text));
  }

  private void answer(HttpServerRequest request, Reader reader) {
    Bodies.read(
        request,
        body ->
            workers.read(
                request,
                body.length,
                () -> reader.read(body),
                read -> {
                  switch (read) {
                    case Read.Ok<ByteWriter>(var out) -> Responses.json(request, out.toBytes());
                    case Read.Refused<ByteWriter>(var error) -> Responses.error(request, error);
                  }
                }));
  }

  private Read<ByteWriter> tokens(TokenizeRequest request) {
    if (isUnknown(request.model())) {
      return new Read.Refused<>(ApiError.unknownModel(request.model()));
    }
    var tokens = request.tokens(tokenizer);
    var out = new ByteWriter(64 + 7 * tokens.length);
    out.ascii("{\"count\":").number(tokens.length);
    out.ascii(",\"max_model_len\":").number(server.settings().maxModelLen()).ascii(",\"tokens\":[");
    for (int i = 0; i < tokens.length; i++) {
      out.ascii(i == 0 ? "" : ",").number(tokens[i]);
    }
    return new Read.Ok<>(out.ascii("],\"token_strs\":null}"));
  }

  private Read<ByteWriter> text(DetokenizeRequest request) {
    if (isUnknown(request.model())) {
      return new Read.Refused<>(ApiError.unknownModel(request.model()));
    }
    var ids = request.tokens().stream().mapToInt(Integer::intValue).toArray();
    return tokenizer
        .decode(ids)
        .<Read<ByteWriter>>map(text ->
            new Read.Ok<>(new ByteWriter(256).ascii("{\"prompt\":").string(text).ascii("}")))
        .orElseGet(() ->
            new Read.Refused<>(
                ApiError.badRequest(
                    "tokens: unknown (expected: tokens of the vocabulary)", "tokens")));
  }

  /// vLLM takes its only model where none is named.
  private boolean isUnknown(String model) {
    return !model.isEmpty() && server.models().find(model).isEmpty();
  }

  private interface Reader {
    Read<ByteWriter> read(byte[] body);
  }
}
