package io.maas.control.key;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionChoice;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/tokens` of the developer preview: a credential for minutes or hours. It is an ephemeral
/// key, bound and powerless like any key.
public final class ShortLivedTokens {

  private static final Duration DEFAULT = Duration.ofHours(4);
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final int PAGE = 100;

  private final ApiKeys keys;
  private final KeyMint mint;
  private final KeyLifetimes lifetimes;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public ShortLivedTokens(
      ApiKeys keys,
      KeyMint mint,
      KeyLifetimes lifetimes,
      Snapshots snapshots,
      InstantSource clock) {
    this.keys = keys;
    this.mint = mint;
    this.lifetimes = lifetimes;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /// `POST /v1/tokens`.
  public Reply create(Call call) {
    Fields body = Fields.optional(call.body());
    if (!body.sound()) {
      return body.refusal();
    }
    Object asked = body.raw("expiration");
    Optional<Duration> read =
        asked == null || asked.equals("") ? Optional.of(DEFAULT) : GoDuration.read(asked);
    if (asked != null && read.isEmpty()) {
      body.refuse("expiration", String.valueOf(asked), GoDuration.EXPECTED);
      return body.refusal().with("provided_expiration", asked);
    }
    Duration lifetime = read.orElse(DEFAULT);
    Duration longest = lifetimes.longest(call.tenant(), false);
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(longest) > 0) {
      body.refuse(
          "expiration",
          GoDuration.write(lifetime),
          "at least " + GoDuration.write(SHORTEST) + ", at most " + GoDuration.write(longest));
      return body.refusal().with("provided_expiration", GoDuration.write(lifetime));
    }
    return switch (SubscriptionChoice.of(snapshots.of(call.tenant()), call.principal(), null)) {
      case SubscriptionChoice.None(Reply.Refused refusal) -> refusal;
      case SubscriptionChoice.Chosen(Subscription subscription) ->
          minted(call, subscription, lifetime);
    };
  }

  /// `DELETE /v1/tokens`: all of the caller's at once.
  public Reply revokeMine(Call call) {
    List<StoredKey> mine = liveOf(call.principal().tenant(), call.principal().user());
    long revoked =
        mine.stream()
            .filter(key -> keys.revoke(key.tenant(), key.id(), clock.instant()).isPresent())
            .count();
    call.act().after(Map.of("revokedCount", revoked));
    return Reply.done();
  }

  private Reply minted(Call call, Subscription subscription, Duration lifetime) {
    return switch (mint.mint(KeyMint.Order.shortLived(call.principal(), subscription, lifetime))) {
      case KeyMint.TooMany tooMany -> tooMany.refusal();
      case KeyMint.Minted minted ->
          Reply.created(
              new Token(
                  minted.key().reveal(),
                  GoDuration.write(lifetime),
                  minted.stored().expiresAt().getEpochSecond(),
                  minted.stored().createdAt().getEpochSecond(),
                  minted.stored().id()));
    };
  }

  @Shape(name = "ShortLivedToken")
  record Token(String token, String expiration, long expiresAt, long issuedAt, String jti) {}

  private List<StoredKey> liveOf(String tenant, String user) {
    List<StoredKey> found = new ArrayList<>();
    ApiKeys.Page page;
    int offset = 0;
    do {
      page = keys.search(tenant, liveOf(user, offset), clock.instant());
      page.keys().stream().filter(StoredKey::ephemeral).forEach(found::add);
      offset += PAGE;
    } while (page.hasMore());
    return found;
  }

  private static ApiKeys.Search liveOf(String user, int offset) {
    return new ApiKeys.Search(
        user,
        List.of(StoredKey.Status.ACTIVE, StoredKey.Status.PAUSED),
        true,
        null,
        Map.of(),
        ApiKeys.Sort.CREATED_AT,
        false,
        PAGE,
        offset);
  }
}
