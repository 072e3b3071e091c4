package io.maas.simulator.wire;

import io.maas.simulator.text.ChatPrompt;
import io.maas.simulator.text.PromptTemplate;
import io.maas.simulator.text.Tokenizer;

/// `POST /tokenize`: of a plain prompt, or of messages with the chat template around them.
public sealed interface TokenizeRequest {
  String model();

  int[] tokens(Tokenizer tokenizer);

  record OfText(String model, String prompt) implements TokenizeRequest {
    @Override
    public int[] tokens(Tokenizer tokenizer) {
      return tokenizer.encode(prompt);
    }
  }

  record OfChat(String model, ChatPrompt prompt) implements TokenizeRequest {
    @Override
    public int[] tokens(Tokenizer tokenizer) {
      return PromptTemplate.encode(prompt, tokenizer);
    }
  }

  static Read<TokenizeRequest> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var model = fields.text("model", "");
    if (fields.has("messages")) {
      var messages = ChatRequest.messages(fields);
      return Read.of(fields, new OfChat(model, new ChatPrompt(messages, body.tools())));
    }
    if (!fields.has("prompt")) {
      fields.wrong("prompt", fields.get("prompt"), "a string, or messages");
    }
    return Read.of(fields, new OfText(model, fields.text("prompt", "")));
  }
}
