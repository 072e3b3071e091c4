package io.maas.simulator.wire;

import java.util.List;

/// `POST /v1/completions`: one or several prompts, each answered `n` times.
public record CompletionRequest(String model, List<TextOrTokens> prompts, Sampling sampling) {
  public static Read<CompletionRequest> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    return Read.of(
        fields,
        new CompletionRequest(
            fields.text("model", ""), TextOrTokens.read(fields, "prompt"), Sampling.read(fields)));
  }
}
