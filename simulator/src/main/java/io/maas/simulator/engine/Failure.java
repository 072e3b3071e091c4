package io.maas.simulator.engine;

import java.util.Optional;

/// What goes wrong with one request, on purpose.
public sealed interface Failure {
  /// Nothing does.
  record None() implements Failure {}

  /// An error status instead of a reply.
  record Status(int code) implements Failure {
    public Status {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("status: %d (expected: 400 to 599)".formatted(code));
      }
    }
  }

  /// The connection is closed before anything is answered.
  record Refuse() implements Failure {}

  /// The connection is closed in the middle of the reply.
  record Drop() implements Failure {}

  /// The reply stops in the middle, and the connection stays open.
  record Stall() implements Failure {}

  /// The reply carries no usage.
  record NoUsage() implements Failure {}

  /// The reply is no JSON.
  record Garbage() implements Failure {}

  /// A stream ends with an error event; what is no stream answers 500.
  record ErrorEvent() implements Failure {}

  /// Reads a kind by its name, as the header `X-Sim-Failure` has it; empty where there is none of
  /// that name.
  static Optional<Failure> parse(String text) {
    return switch (text.strip()) {
      case "none" -> Optional.of(new None());
      case "refuse" -> Optional.of(new Refuse());
      case "drop" -> Optional.of(new Drop());
      case "stall" -> Optional.of(new Stall());
      case "no-usage" -> Optional.of(new NoUsage());
      case "garbage" -> Optional.of(new Garbage());
      case "error-event" -> Optional.of(new ErrorEvent());
      case String status when status.matches("status=[45]\\d\\d") ->
          Optional.of(new Status(Integer.parseInt(status.substring("status=".length()))));
      default -> Optional.empty();
    };
  }

  /// Whether the reply breaks off half way.
  default boolean halts() {
    return switch (this) {
      case Drop _, Stall _, Garbage _, ErrorEvent _ -> true;
      case None _, Status _, Refuse _, NoUsage _ -> false;
    };
  }
}
