package io.maas.domain.access;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which of many keys are looked for; null asks for nothing.
///
/// @param createdAfter made later than this moment
/// @param createdBefore made earlier
/// @param expiresAfter good longer than until this moment
/// @param expiresBefore good no longer
/// @param lastUsedAfter used later; one that never was is not
/// @param nameContains has this in its name, in capitals or not
/// @param descriptionContains has this in its description, likewise
/// @param hasExpiration ends at some time; here every key does
/// @param hasBeenUsed was used at all
public record KeyFilter(
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore,
    @Nullable Instant expiresAfter,
    @Nullable Instant expiresBefore,
    @Nullable Instant lastUsedAfter,
    @Nullable String nameContains,
    @Nullable String descriptionContains,
    @Nullable Boolean hasExpiration,
    @Nullable Boolean hasBeenUsed) {

  /// All keys.
  public static final KeyFilter ANY =
      new KeyFilter(null, null, null, null, null, null, null, null, null);

  /// Whether a key is one of them. What a store answers has to agree with it.
  public boolean takes(StoredKey key) {
    Instant used = key.lastUsedAt();
    return isBetween(key.createdAt(), createdAfter, createdBefore)
        && isBetween(key.expiresAt(), expiresAfter, expiresBefore)
        && (lastUsedAfter == null || (used != null && used.isAfter(lastUsedAfter)))
        && has(key.name(), nameContains)
        && has(key.description(), descriptionContains)
        && (hasExpiration == null || hasExpiration)
        && (hasBeenUsed == null || hasBeenUsed == (used != null));
  }

  private static boolean isBetween(
      Instant moment, @Nullable Instant after, @Nullable Instant before) {
    return (after == null || moment.isAfter(after)) && (before == null || moment.isBefore(before));
  }

  private static boolean has(@Nullable String text, @Nullable String part) {
    return part == null
        || (text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
  }
}
