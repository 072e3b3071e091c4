package io.maas.simulator.wire;

import java.util.List;

/// `POST /v1/embeddings`. `dimensions` is 0 where the client leaves them to the model.
public record EmbeddingRequest(
    String model, List<TextOrTokens> inputs, boolean base64, int dimensions) {
  private static final int MOST_DIMENSIONS = 8192;

  public static Read<EmbeddingRequest> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var format = fields.text("encoding_format", "float");
    if (!format.equals("float") && !format.equals("base64")) {
      fields.wrong("encoding_format", fields.get("encoding_format"), "float or base64");
    }
    int dimensions = fields.number("dimensions", 1, 0);
    if (dimensions > MOST_DIMENSIONS) {
      fields.wrong("dimensions", fields.get("dimensions"), "at most " + MOST_DIMENSIONS);
    }
    return Read.of(
        fields,
        new EmbeddingRequest(
            fields.text("model", ""),
            TextOrTokens.read(fields, "input"),
            format.equals("base64"),
            dimensions));
  }
}
