package io.maas.cli.connect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A client that can be pointed here. One more is a line of [#ALL] and a template of its name.
///
/// @param name as it is typed; its template is the resource `NAME.txt`
/// @param title as its makers write it
/// @param drives the API that it speaks with this configuration
record Client(String name, String title, String drives) {
  private static final String CHAT = "Chat Completions";
  private static final String MESSAGES = "Messages";

  /// All of them, in the order in which they are listed.
  static final List<Client> ALL =
      List.of(
          new Client("claude-code", "Claude Code", MESSAGES),
          new Client("opencode", "OpenCode", CHAT),
          new Client("codex", "Codex CLI", "Responses"),
          new Client("continue", "Continue", CHAT),
          new Client("pi", "pi", CHAT),
          new Client("qwen-code", "Qwen Code", CHAT),
          new Client("openai-python", "OpenAI SDK for Python", CHAT),
          new Client("openai-node", "OpenAI SDK for Node", CHAT),
          new Client("openai-java", "OpenAI SDK for Java", CHAT),
          new Client("anthropic-python", "Anthropic SDK for Python", MESSAGES),
          new Client("anthropic-node", "Anthropic SDK for Node", MESSAGES),
          new Client("anthropic-java", "Anthropic SDK for Java", MESSAGES),
          new Client("langchain", "LangChain for Node", CHAT),
          new Client("vercel-ai", "Vercel AI SDK", CHAT),
          new Client("curl", "curl", CHAT));

  /// The client of a name.
  static Optional<Client> named(String name) {
    return ALL.stream().filter(client -> client.name.equals(name)).findFirst();
  }

  /// All names, for a complaint.
  static String names() {
    return ALL.stream().map(Client::name).collect(Collectors.joining(", "));
  }
}
