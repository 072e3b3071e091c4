package io.maas.control.key;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A key that stays itself: `rotate` gives it a new secret, `pause` and `resume` stop it for a
/// while.
public final class KeyLife {

  private static final String GRACE = "gracePeriod";
  private static final Duration DEFAULT_GRACE = Duration.ofHours(24);

  /// Longer, and the old secret is no longer on its way out.
  private static final Duration LONGEST_GRACE = Duration.ofDays(7);

  private final ApiKeys keys;
  private final KeyOwners owners;
  private final KeyMint mint;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public KeyLife(
      ApiKeys keys, KeyOwners owners, KeyMint mint, Snapshots snapshots, InstantSource clock) {
    this.keys = keys;
    this.owners = owners;
    this.mint = mint;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /// `POST /v1/api-keys/{id}/rotate`: the new secret is shown this once. The one before it is good
  /// until the grace ends; the one before that ends now.
  public Reply rotate(Call call) {
    Fields body = Fields.optional(call.body());
    Duration grace = grace(body);
    if (!body.sound()) {
      return body.refusal();
    }
    Instant now = clock.instant();
    Instant until = now.plus(grace).truncatedTo(ChronoUnit.MILLIS);
    ApiKey next = mint.secret();
    return become(
        call,
        key -> keys.rotate(key.tenant(), key.id(), next.hash(), until, now),
        key -> KeyView.Rotated.of(next, key, now));
  }

  /// `POST /v1/api-keys/{id}/pause`: refused at once and everywhere, like a key that is revoked.
  public Reply pause(Call call) {
    return become(call, key -> keys.pause(key.tenant(), key.id(), clock.instant()), this::shown);
  }

  /// `POST /v1/api-keys/{id}/resume`.
  public Reply resume(Call call) {
    return become(call, key -> keys.resume(key.tenant(), key.id(), clock.instant()), this::shown);
  }

  private Reply become(
      Call call,
      Function<StoredKey, Optional<StoredKey>> change,
      Function<StoredKey, Object> view) {
    Optional<StoredKey> found = owners.visible(call);
    if (found.isEmpty()) {
      return KeyEndpoints.NOT_FOUND;
    }
    call.act().before(shown(found.get()));
    Optional<StoredKey> changed = change.apply(found.get());
    if (changed.isEmpty()) {
      return ended(found.get(), clock.instant());
    }
    return Reply.ok(view.apply(changed.get()));
  }

  /// What is said of a key that nothing becomes of any more.
  static Reply.Refused ended(StoredKey key, Instant now) {
    StoredKey.Status status = key.effectiveStatus(now);
    return Reply.conflict(
        "key "
            + key.id()
            + ": "
            // One that was live when it was looked at was revoked since.
            + (key.isLive(now) ? "revoked" : status.name().toLowerCase(Locale.ROOT))
            + " (expected: active or paused)");
  }

  private Object shown(StoredKey key) {
    return KeyView.of(key, snapshots.of(key.tenant()), clock.instant());
  }

  private static Duration grace(Fields body) {
    Object asked = body.raw(GRACE);
    if (asked == null || asked.equals("")) {
      return DEFAULT_GRACE;
    }
    Optional<Duration> grace = GoDuration.read(asked);
    if (grace.isEmpty()) {
      body.refuse(GRACE, String.valueOf(asked), GoDuration.EXPECTED);
    } else if (grace.get().isNegative() || grace.get().compareTo(LONGEST_GRACE) > 0) {
      body.refuse(GRACE, String.valueOf(asked), "0 to " + LONGEST_GRACE.toDays() + "d");
    }
    return grace.orElse(DEFAULT_GRACE);
  }
}
