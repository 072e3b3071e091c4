package io.maas.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A model that is published.
///
/// @param id what policies, counters and the ledger know it by
/// @param kind what the reference points at: `LLMInferenceService` or `ExternalModel`
/// @param publishedId the `id` in lists: `publishers/{ns}/models/{served}`, or an external model's
///   name
/// @param aliases every other name that a body's `model` may have for it
/// @param endpoints where it answers; empty until something serves it
/// @param tokens how it counts
/// @param details what people are told
/// @param createdAt since when
/// @param ready whether it is governed and served
/// @param serving how its requests are treated on the way
public record Model(
    ModelId id,
    String kind,
    String publishedId,
    Set<String> aliases,
    List<Endpoint> endpoints,
    TokenRules tokens,
    ModelDetails details,
    Instant createdAt,
    boolean ready,
    Serving serving) {

  public Model {
    aliases = Set.copyOf(aliases);
    endpoints = List.copyOf(endpoints);
  }

  /// A model whose requests are treated as usual.
  public Model(
      ModelId id,
      String kind,
      String publishedId,
      Set<String> aliases,
      List<Endpoint> endpoints,
      TokenRules tokens,
      ModelDetails details,
      Instant createdAt,
      boolean ready) {
    this(
        id,
        kind,
        publishedId,
        aliases,
        endpoints,
        tokens,
        details,
        createdAt,
        ready,
        Serving.DEFAULT);
  }

  /// Whether a body's `model` may be this name where the path has already chosen the model.
  public boolean goesBy(String name) {
    return name.equals(id.name()) || aliases.contains(name) || name.equals(id.toString());
  }
}
