package io.maas.gateway.admission;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenRules.Unfinished;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Usage;
import io.maas.protocol.request.MediaSize;
import io.maas.protocol.request.Medium;

/// What a request took that hears, speaks or draws, and what it is charged. Its tokens are those
/// that the engine told, and none where it told none: nobody here could count them.
public final class MediaUse {

  private MediaUse() {}

  /// What it is billed.
  ///
  /// @param told by the engine
  /// @param ahead what the request itself said
  public static Usage of(Medium medium, Usage told, MediaSize ahead, End end) {
    Media amount = ahead.amount();
    return switch (medium) {
      case SPOKEN -> told.with(amount);
      case HEARD ->
          told.media().seconds() > 0
              ? told.with(Media.heard(told.media().seconds()))
              : ahead.exact() ? told.with(amount) : told.with(amount).asEstimated();
      case DRAWN -> {
        long images = told.media().images();
        if (end != End.COMPLETED) {
          yield told.with(Media.drawn(images)).asEstimated(); // what was seen by then
        }
        // Whole answers that show no pictures where OpenAI has them have some elsewhere.
        yield images > 0 ? told.with(Media.drawn(images)) : told.with(amount).asEstimated();
      }
    };
  }

  /// What limits are charged. Of what broke off nobody knows what the engine had made by then, so
  /// it is all that was asked for, unless the model says that what was seen is enough.
  public static Settlement charge(Usage usage, MediaSize ahead, End end, TokenRules rules) {
    boolean whole = end == End.COMPLETED || rules.unfinished() == Unfinished.SEEN;
    return new Settlement.Settled(
        usage.input().orElse(0),
        Math.min(usage.cached().orElse(0), usage.input().orElse(0)),
        usage.output().orElse(0),
        whole ? usage.media() : usage.media().most(ahead.amount()));
  }
}
