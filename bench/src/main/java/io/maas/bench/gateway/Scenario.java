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
  IDLE("idle stream", 0, Body.of("Think.", ",\"stream\":true,\"user\":\"holds\""));

  private final String title;
  private final int connections;
  private final String body;

  Scenario(String title, int connections, String body) {
    this.title = title;
    this.connections = connections;
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
