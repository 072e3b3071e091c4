package io.maas.control.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionChoice;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One key at a time: mint, read, revoke. Somebody else's key reads like none at all.
public final class KeyEndpoints {

  static final Reply.Refused NOT_FOUND = Reply.notFound("API key not found");

  private final ApiKeys keys;
  private final KeyOwners owners;
  private final KeyMint mint;
  private final KeyLifetimes lifetimes;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public KeyEndpoints(
      ApiKeys keys,
      KeyOwners owners,
      KeyMint mint,
      KeyLifetimes lifetimes,
      Snapshots snapshots,
      InstantSource clock) {
    this.keys = keys;
    this.owners = owners;
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
    return switch (owners.of(call, request)) {
      case KeyOwners.Owner.Refused(Reply.Refused refusal) -> refusal;
      case KeyOwners.Owner.Known owner -> create(call, body, request, lifetime, owner);
    };
  }

  private Reply create(
      Call call, Fields body, KeyRequest request, Duration lifetime, KeyOwners.Owner.Known owner) {
    Snapshot snapshot = snapshots.of(call.tenant());
    return switch (SubscriptionChoice.of(snapshot, owner.principal(), request.subscription())) {
      case SubscriptionChoice.None(Reply.Refused refusal) -> refusal;
      case SubscriptionChoice.Chosen(Subscription subscription) -> {
        OwnLimits.check(body, request.limits(), subscription);
        List<String> models = KeyScopes.models(body, request.models(), snapshot, subscription);
        KeyMint.Order order =
            new KeyMint.Order(
                owner.principal(),
                owner.team(),
                request.name(),
                request.description(),
                subscription,
                lifetime,
                request.ephemeral(),
                request.labels(),
                request.limits(),
                new KeyScope(models, request.from()));
        yield body.sound() ? minted(call, order) : body.refusal();
      }
    };
  }

  private Reply minted(Call call, KeyMint.Order order) {
    return switch (mint.mint(order)) {
      case KeyMint.TooMany tooMany -> tooMany.refusal();
      case KeyMint.Minted minted -> {
        call.act().on("api-keys", minted.stored().id());
        yield Reply.created(KeyView.New.of(minted, snapshots.of(call.tenant())));
      }
    };
  }

  /// `GET /v1/api-keys/config`.
  public Reply config(Call call) {
    return Reply.ok(
        new Config(lifetimes.longestDays(call.tenant()), GoDuration.write(KeyLifetimes.EPHEMERAL)));
  }

  /// `GET /v1/api-keys/{id}`.
  public Reply read(Call call) {
    return owners.visible(call).map(this::shown).orElse(NOT_FOUND);
  }

  /// `DELETE /v1/api-keys/{id}`. Once: a key that is revoked already is not found.
  public Reply revoke(Call call) {
    Optional<StoredKey> there = owners.visible(call);
    there.ifPresent(key ->
        call.act()
            .on("api-keys", key.id())
            .before(KeyView.of(key, snapshots.of(call.tenant()), clock.instant())));
    Optional<StoredKey> revoked =
        there.flatMap(key -> keys.revoke(key.tenant(), key.id(), clock.instant()));
    return revoked.map(this::shown).orElse(NOT_FOUND);
  }

  private Reply shown(StoredKey key) {
    return Reply.ok(KeyView.of(key, snapshots.of(key.tenant()), clock.instant()));
  }

  @Shape(name = "ApiKeyConfig")
  record Config(
      @JsonProperty("max_expiration_days") int maxExpirationDays,
      @JsonProperty("ephemeral_max_expiration") String ephemeralMaxExpiration) {}
}
