package io.maas.app.config;

import io.maas.control.engine.EngineCommand;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What answers for an `LLMInferenceService`, where no cluster runs them.
public sealed interface Inference {

  /// Nothing: such a model is not ready.
  record Nobody() implements Inference {}

  /// The simulator, whose answers are made up. Never without being asked for.
  record Simulated() implements Inference {}

  /// An engine that runs already.
  record Engine(URI url) implements Inference {}

  /// An engine for each, which this process starts and ends.
  ///
  /// @param most how many run at once
  record Processes(EngineCommand command, int most) implements Inference {}

  /// For messages.
  String EXPECTED = "http://HOST:PORT, simulator or none";

  /// Reads it.
  static Optional<Inference> parse(String text, Optional<URI> url) {
    return switch (text) {
      case "none" -> Optional.of(new Nobody());
      case "simulator" -> Optional.of(new Simulated());
      default -> url.map(Engine::new);
    };
  }

  /// Whether it is on this machine, so that models may be.
  default boolean local() {
    return this instanceof Simulated || this instanceof Processes;
  }

  /// Where it is, if one place answers for all.
  ///
  /// @param simulator where the simulator is, if there is one
  default @Nullable URI place(@Nullable String simulator) {
    return switch (this) {
      case Nobody _, Processes _ -> null;
      case Simulated _ -> simulator == null ? null : URI.create(simulator);
      case Engine(URI url) -> url;
    };
  }
}
