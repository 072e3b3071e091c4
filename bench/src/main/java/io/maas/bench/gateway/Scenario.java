package io.maas.bench.gateway;

import java.util.Locale;

/// A kind of load.
public enum Scenario {
  /// A chat of one short turn.
  SMALL("small chat", 64, Body.of("Say hello in one short sentence, please.", "")),
  /// The same with a long prompt.
  PROMPT("10 KB prompt", 64, Body.of("All work and no play is dull. ".repeat(340), "")),
  /// A stream of 22 events, each written by the engine on its own.
  STREAM("22-event stream", 64, Body.of("Say hello, please.", ",\"stream\":true")),
  /// A chat of one short turn, by one client at a time.
  LATENCY("one client", 1, SMALL.body),
  /// Streams that have begun and say nothing more.
  IDLE("idle stream", 0, Body.of("Think.", ",\"stream\":true,\"user\":\"holds\"")),
  /// The same, of clients that speak another dialect than the engine.
  TRANSLATED(
      "idle translated stream",
      0,
      "/v1/messages",
      Body.of("Think.", ",\"stream\":true,\"metadata\":{\"user_id\":\"holds\"}"));

  private static final String CHAT = "/v1/chat/completions";

  private final String title;
  private final int connections;
  private final String path;
  private final String body;

  Scenario(String title, int connections, String body) {
    this(title, connections, CHAT, body);
  }

  Scenario(String title, int connections, String path, String body) {
    this.title = title;
    this.connections = connections;
    this.path = path;
    this.body = body;
  }

  /// What it is called in tables.
  String title() {
    return title;
  }

  /// How many clients ask at once, each one thing at a time.
  int connections() {
    return connections;
  }

  /// Whether its streams are held, and not counted.
  boolean holds() {
    return connections == 0;
  }

  /// Whether only a gateway can serve it: it is no question that the engine understands.
  boolean isTranslated() {
    return !path.equals(CHAT);
  }

  /// Where it is sent.
  String path() {
    return path;
  }

  /// What is sent.
  String body() {
    return body;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The engine's own name of a model of the demo, so that a gateway that rewrites it only where it
  /// must has the choice.
  private static final class Body {
    private static final String MODEL = "ibm-granite/granite-3.1-2b-instruct";

    private Body() {}

    static String of(String prompt, String more) {
      return "{\"model\":\""
          + MODEL
          + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
          + prompt
          + "\"}],\"max_tokens\":64"
          + more
          + "}";
    }
  }
}
