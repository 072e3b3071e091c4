package io.maas.domain.resource;

import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.TokenizerRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What compiling needs besides the resources.
///
/// @param tenant whose is what belongs to no other
/// @param elsewhere whose a request is that was sent to a host of nobody's: the default tenant's,
///   or nobody's
/// @param allowLoopback whether an endpoint may be on this machine
/// @param secrets the credentials that resources refer to
/// @param yaml reads the text that a ConfigMap holds into a tree; throws IllegalArgumentException
/// @param gatewayUrl the gateway's root, which lists of models give as the address of each
/// @param tokenizers the tokenizers that models refer to
/// @param inference what answers for an `LLMInferenceService`, where no cluster runs them
public record Surroundings(
    String tenant,
    String elsewhere,
    boolean allowLoopback,
    Secrets secrets,
    Function<String, Object> yaml,
    String gatewayUrl,
    Tokenizers tokenizers,
    InferencePlaces inference) {

  /// Surroundings in which every tokenizer is believed to be there, and nothing runs models.
  public Surroundings(
      String tenant,
      boolean allowLoopback,
      Secrets secrets,
      Function<String, Object> yaml,
      String gatewayUrl) {
    this(
        tenant,
        tenant,
        allowLoopback,
        secrets,
        yaml,
        gatewayUrl,
        _ -> Optional.empty(),
        InferencePlaces.allAt(null));
  }

  /// The same, with credentials from elsewhere.
  public Surroundings with(Secrets others) {
    return new Surroundings(
        tenant, elsewhere, allowLoopback, others, yaml, gatewayUrl, tokenizers, inference);
  }

  /// The same, for a tenant with a root of its own.
  public Surroundings of(Tenant other) {
    return other.id().equals(tenant)
        ? this
        : new Surroundings(
            other.id(),
            elsewhere,
            allowLoopback,
            secrets,
            yaml,
            other.url(gatewayRoot()),
            tokenizers,
            inference);
  }

  /// The same, with models that run there.
  public Surroundings withInference(InferencePlaces places) {
    return new Surroundings(
        tenant, elsewhere, allowLoopback, secrets, yaml, gatewayUrl, tokenizers, places);
  }

  /// The gateway's root, without a slash at the end.
  public String gatewayRoot() {
    return gatewayUrl.replaceFirst("/+$", "");
  }

  /// Where credentials come from; nobody can list or print them.
  @FunctionalInterface
  public interface Secrets {
    /// The value under a key of a secret.
    Optional<Secret> find(String namespace, String name, String key);

    /// Several places; the first that has a value gives it.
    static Secrets firstOf(List<Secrets> places) {
      List<Secrets> inOrder = List.copyOf(places);
      return (namespace, name, key) ->
          inOrder.stream().flatMap(place -> place.find(namespace, name, key).stream()).findFirst();
    }
  }

  /// Whether tokenizers can be used here.
  @FunctionalInterface
  public interface Tokenizers {
    /// What is wrong with one, with the field of the model reference that names it; empty if
    /// prompts can be counted with it.
    Optional<Violation> check(TokenizerRef tokenizer);
  }
}
