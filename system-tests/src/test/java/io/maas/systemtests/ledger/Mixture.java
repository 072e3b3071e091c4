package io.maas.systemtests.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/// All kinds of requests that clients send, and of clients.
///
/// @param model the model's name
public record Mixture(Caller caller, String model) {

  /// How many kinds there are.
  public static final int KINDS = 9;

  private static final String TOOLS =
      """
      {"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object",
       "properties":{"city":{"type":"string"}},"required":["city"]}}}],"tool_choice":"required"}
      """;

  /// Sends the request of that number and sees it to its end, whatever that is.
  ///
  /// @throws UncheckedIOException if the connection breaks
  public void send(int number) {
    String text = "Tell me about number " + number;
    ObjectNode chat = Chat.of(model, text, 10 + number % 70);
    switch (number % KINDS) {
      case 0 -> caller.post(Chat.PATH, chat);
      case 1 -> caller.stream(Chat.PATH, chat.put("stream", true)).rest();
      case 2 -> caller.stream(Chat.PATH, withUsage(chat)).rest();
      case 3 -> caller.post("/v1/completions", completion(text));
      case 4 -> caller.stream("/v1/completions", completion(text).put("stream", true)).rest();
      case 5 -> caller.post("/v1/embeddings", embedding(text));
      case 6 -> caller.post(Chat.PATH, withTools(chat));
      case 7 -> leaveAfter(3, chat.put("stream", true));
      default -> leaveAtOnce(chat);
    }
  }

  private static ObjectNode withUsage(ObjectNode chat) {
    chat.put("stream", true).putObject("stream_options").put("include_usage", true);
    return chat;
  }

  private static ObjectNode withTools(ObjectNode chat) {
    chat.setAll((ObjectNode) Answer.tree(TOOLS));
    return chat;
  }

  private ObjectNode completion(String text) {
    ObjectNode completion = Chat.of(model, text, 40).put("prompt", text);
    completion.remove("messages");
    return completion;
  }

  private ObjectNode embedding(String text) {
    ObjectNode embedding = Chat.of(model, text, 1).put("input", text);
    embedding.remove("messages");
    embedding.remove("max_tokens");
    return embedding;
  }

  /// Reads some events of a stream and goes away.
  private void leaveAfter(int events, ObjectNode chat) {
    try (EventStream stream = caller.stream(Chat.PATH, chat)) {
      for (int i = 0; i < events && stream.next() != null; i++) {
        // one more event
      }
    }
  }

  /// Sends a request and goes away before its answer can be there.
  private void leaveAtOnce(ObjectNode chat) {
    CompletableFuture<?> answer =
        caller
            .client()
            .sendAsync(
                caller
                    .request(Chat.PATH)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(chat.toString()))
                    .build(),
                BodyHandlers.ofString());
    answer.cancel(true);
  }
}
