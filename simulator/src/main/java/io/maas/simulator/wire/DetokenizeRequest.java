package io.maas.simulator.wire;

import java.util.ArrayList;
import java.util.List;

/// `POST /detokenize`.
public record DetokenizeRequest(String model, List<Integer> tokens) {
  public DetokenizeRequest {
    tokens = List.copyOf(tokens);
  }

  public static Read<DetokenizeRequest> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var node = fields.get("tokens");
    var tokens = new ArrayList<Integer>(node.size());
    for (var token : node) {
      if (!token.isInt()) {
        fields.wrong("tokens", token, "whole numbers");
      }
      tokens.add(token.asInt());
    }
    if (!node.isArray()) {
      fields.wrong("tokens", node, "a list of tokens");
    }
    return Read.of(fields, new DetokenizeRequest(fields.text("model", ""), tokens));
  }
}
