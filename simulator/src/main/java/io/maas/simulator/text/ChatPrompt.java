package io.maas.simulator.text;

import java.util.List;

/// What a chat model reads: the messages, and the tools' definitions as the JSON that the client
/// sent (empty where it sent none).
public record ChatPrompt(List<Message> messages, String tools) {
  public ChatPrompt {
    messages = List.copyOf(messages);
  }

  /// Counts the prompt's tokens, template included.
  public int tokens(TokenCounts counts) {
    return PromptTemplate.count(this, counts);
  }

  /// What the user said last; empty where the user said nothing.
  public String lastAsked() {
    return messages.reversed().stream()
        .filter(message -> message.role().equals("user"))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }

  /// Whether the conversation ends with the result of a tool, which asks for words, not for more
  /// calls.
  public boolean endsWithToolResult() {
    return !messages.isEmpty() && messages.getLast().role().equals("tool");
  }
}
