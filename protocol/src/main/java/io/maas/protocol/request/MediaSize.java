package io.maas.protocol.request;

import io.maas.domain.metering.Media;

/// What a request takes beside tokens, as far as its body says.
///
/// @param amount how much: of pictures, the most that may come
/// @param exact whether no engine can say otherwise; false where seconds were guessed from bytes
public record MediaSize(Media amount, boolean exact) {

  /// Nothing beside tokens.
  public static final MediaSize NONE = new MediaSize(Media.NONE, true);
}
