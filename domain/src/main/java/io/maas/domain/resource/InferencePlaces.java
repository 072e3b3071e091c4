package io.maas.domain.resource;

import io.maas.domain.catalog.ModelId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the models answer that should run here (`LLMInferenceService`), where no cluster runs
/// them. Asking costs nothing and changes nothing.
@FunctionalInterface
public interface InferencePlaces {

  /// Where one answers, or why it does not.
  sealed interface Place {

    /// At the root of an engine.
    record At(URI root) implements Place {}

    /// Nowhere.
    ///
    /// @param reason one word
    /// @param message for people
    record Nowhere(String reason, String message) implements Place {}
  }

  /// A service's.
  Place of(ModelId service);

  /// One place for all of them.
  ///
  /// @param root null for none
  static InferencePlaces allAt(@Nullable URI root) {
    Place place =
        root == null
            ? new Place.Nowhere(
                "BackendNotReady",
                "nothing runs it (expected: the process told what does, by `inference` or"
                    + " `inference-command`)")
            : new Place.At(root);
    return _ -> place;
  }
}
