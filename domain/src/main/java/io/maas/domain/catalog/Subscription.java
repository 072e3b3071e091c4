package io.maas.domain.catalog;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What its owners may use, how much, and at which price.
///
/// @param namespace where it is declared
/// @param name its name there; `tier-{name}` for a tier
/// @param display what people are told
/// @param phase whether it can be used
/// @param priority which one a new key is bound to when none is named: the highest
/// @param owner who may use it
/// @param grants by model
/// @param everyModel for a tier: the grant for each model without one of its own; counted over all
///   models
/// @param attribution who pays
/// @param tierLevel the level of the tier it is compiled from; null for an explicit one
/// @param failsOpen whether its requests are served uncounted while the counters cannot tell
/// @param counting how gateways that share counters count its requests
public record Subscription(
    String namespace,
    String name,
    Display display,
    Phase phase,
    int priority,
    Subjects owner,
    Map<ModelId, Grant> grants,
    @Nullable Grant everyModel,
    Intent.Attribution attribution,
    @Nullable Integer tierLevel,
    boolean failsOpen,
    Counting counting) {

  public Subscription {
    grants = Map.copyOf(grants);
  }

  /// One whose requests are counted exactly, and refused while the counters cannot tell.
  public Subscription(
      String namespace,
      String name,
      Display display,
      Phase phase,
      int priority,
      Subjects owner,
      Map<ModelId, Grant> grants,
      @Nullable Grant everyModel,
      Intent.Attribution attribution,
      @Nullable Integer tierLevel) {
    this(
        namespace,
        name,
        display,
        phase,
        priority,
        owner,
        grants,
        everyModel,
        attribution,
        tierLevel,
        false,
        Counting.EXACT);
  }

  /// What people are told.
  public record Display(@Nullable String name, @Nullable String description) {
    /// Nothing is told.
    public static final Display NONE = new Display(null, null);
  }

  /// Whether it can be used, in the reference's words.
  public enum Phase {
    /// Nobody has looked at it yet.
    UNRECONCILED,
    PENDING,
    ACTIVE,
    DEGRADED,
    FAILED;

    /// Whether requests are served under it.
    public boolean serves() {
      return this == ACTIVE || this == DEGRADED;
    }
  }

  /// `namespace/name`.
  public String id() {
    return namespace + "/" + name;
  }

  /// What it gives of a model; null if nothing.
  public @Nullable Grant grantFor(ModelId model) {
    Grant own = grants.get(model);
    return own != null ? own : everyModel;
  }

  /// The widest scope of its own limits; null where it has none.
  @Nullable Scope widestScope() {
    Stream<Grant> own = everyModel == null ? Stream.empty() : Stream.of(everyModel);
    return Stream.concat(grants.values().stream(), own)
        .flatMap(grant -> grant.limits().stream())
        .map(Limit::scope)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /// Whether it was compiled from a tier.
  public boolean isTier() {
    return tierLevel != null;
  }
}
