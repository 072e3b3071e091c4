package io.maas.control.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Audit;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionChoice;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One key at a time: mint, read, revoke. Somebody else's key reads like none at all.
public final class KeyEndpoints {

  private static final Reply NOT_FOUND = Reply.notFound("API key not found");

  private final ApiKeys keys;
  private final KeyMint mint;
  private final KeyLifetimes lifetimes;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public KeyEndpoints(
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

  /// `POST /v1/api-keys`.
  public Reply create(Call call) {
    Fields body = Fields.of(call.body());
    KeyRequest request = KeyRequest.read(body);
    Duration longest = lifetimes.longest(call.tenant(), request.ephemeral());
    Duration lifetime = Objects.requireNonNullElse(request.lifetime(), longest);
    if (lifetime.compareTo(longest) > 0) {
      body.refuse("expiresIn", GoDuration.write(lifetime), "at most " + GoDuration.write(longest));
    }
    if (!body.sound()) {
      return body.refusal();
    }
    Snapshot snapshot = snapshots.of(call.tenant());
    return switch (SubscriptionChoice.of(snapshot, call.principal(), request.subscription())) {
      case SubscriptionChoice.None(Reply.Refused refusal) -> refusal;
      case SubscriptionChoice.Chosen(Subscription subscription) -> {
        OwnLimits.check(body, request.limits(), subscription);
        yield body.sound() ? created(call, request, subscription, lifetime) : body.refusal();
      }
    };
  }

  private Reply created(
      Call call, KeyRequest request, Subscription subscription, Duration lifetime) {
    KeyMint.Order order =
        new KeyMint.Order(
            request.name(),
            request.description(),
            subscription,
            lifetime,
            request.ephemeral(),
            request.labels(),
            request.limits());
    KeyMint.Minted minted = mint.mint(call.principal(), order);
    call.act().on("api-keys", minted.stored().id());
    return Reply.created(KeyView.New.of(minted, snapshots.of(call.tenant())));
  }

  /// `GET /v1/api-keys/config`.
  public Reply config(Call call) {
    return Reply.ok(
        new Config(lifetimes.longestDays(call.tenant()), GoDuration.write(KeyLifetimes.EPHEMERAL)));
  }

  /// `GET /v1/api-keys/{id}`.
  public Reply read(Call call) {
    return visible(call).map(this::shown).orElse(NOT_FOUND);
  }

  /// `DELETE /v1/api-keys/{id}`. Once: a key that is revoked already is not found.
  public Reply revoke(Call call) {
    Optional<StoredKey> there = visible(call);
    there.ifPresent(key ->
        call.act()
            .on("api-keys", key.id())
            .before(KeyView.of(key, snapshots.of(call.tenant()), clock.instant())));
    Optional<StoredKey> revoked =
        there.flatMap(key -> keys.revoke(key.tenant(), key.id(), clock.instant()));
    revoked.ifPresent(key ->
        Audit.tell(
            call.principal(), "apikey.revoke", Map.of("key", key.id(), "owner", key.user())));
    return revoked.map(this::shown).orElse(NOT_FOUND);
  }

  private Optional<StoredKey> visible(Call call) {
    return keys.find(call.principal().tenant(), call.part("id")).filter(call.scope()::covers);
  }

  private Reply shown(StoredKey key) {
    return Reply.ok(KeyView.of(key, snapshots.of(key.tenant()), clock.instant()));
  }

  @Shape(name = "ApiKeyConfig")
  record Config(
      @JsonProperty("max_expiration_days") int maxExpirationDays,
      @JsonProperty("ephemeral_max_expiration") String ephemeralMaxExpiration) {}
}
