package io.maas.domain.catalog;

import io.maas.domain.access.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which models answer where no endpoint of one does.
///
/// @param models in the order in which they are asked. Their own fallbacks are not followed, so
///   that two models may stand in for each other and no request goes round in circles
/// @param on what they are asked for
public record Fallback(List<ModelId> models, Set<Trouble> on) {

  /// What a model that says nothing gets: no other model answers for it.
  public static final Fallback NONE = new Fallback(List.of(), Trouble.USUAL);

  public Fallback {
    models = List.copyOf(models);
    on = Set.copyOf(on);
  }

  /// Why a model brings no answer.
  public enum Trouble {
    /// Its endpoints are out of reach, break off, or answer with what is no answer.
    UNAVAILABLE,
    /// They have as much to do as they take, or ask for time.
    BUSY,
    /// They do not answer in time.
    TIMEOUT,
    /// The prompt is longer than their context.
    CONTEXT_LENGTH;

    /// What is meant where nothing is said. A prompt that is too long is the client's to mend,
    /// unless somebody says that another model may be paid for it.
    public static final Set<Trouble> USUAL = Set.copyOf(EnumSet.of(UNAVAILABLE, BUSY, TIMEOUT));

    /// The trouble behind a refusal; none where the client or we are the cause, since no other
    /// model mends that.
    public static Optional<Trouble> of(Refusal refusal) {
      return switch (refusal) {
        case Refusal.UpstreamUnreachable _, Refusal.UpstreamBroken _ -> Optional.of(UNAVAILABLE);
        case Refusal.UpstreamBusy _ -> Optional.of(BUSY);
        case Refusal.UpstreamTooSlow _ -> Optional.of(TIMEOUT);
        case Refusal.PromptTooLong _ -> Optional.of(CONTEXT_LENGTH);
        default -> Optional.empty();
      };
    }
  }

  /// Whether another model is to be asked.
  public boolean answers(Refusal refusal) {
    return !models.isEmpty() && Trouble.of(refusal).filter(on::contains).isPresent();
  }

  /// The same without models that there are not.
  public Fallback within(Set<ModelId> there) {
    return new Fallback(models.stream().filter(there::contains).toList(), on);
  }
}
