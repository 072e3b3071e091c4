package io.maas.control.key;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// `PATCH /v1/api-keys/{id}`: changes what is said and leaves what is not. What is null is taken
/// away. Each field is changed whole, and a field that is unknown is refused: nobody shall believe
/// that something changed which did not.
public final class KeyPatch {

  private static final List<String> KNOWN =
      List.of(
          "name",
          "description",
          "labels",
          "expiresIn",
          "limits",
          "enforcement",
          KeyScopes.MODELS,
          KeyScopes.ADDRESSES);

  private final ApiKeys keys;
  private final KeyOwners owners;
  private final KeyLifetimes lifetimes;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public KeyPatch(
      ApiKeys keys,
      KeyOwners owners,
      KeyLifetimes lifetimes,
      Snapshots snapshots,
      InstantSource clock) {
    this.keys = keys;
    this.owners = owners;
    this.lifetimes = lifetimes;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  public Reply change(Call call) {
    Optional<StoredKey> found = owners.visible(call);
    if (found.isEmpty()) {
      return KeyEndpoints.NOT_FOUND;
    }
    StoredKey key = found.get();
    Fields body = Fields.of(call.body());
    Instant now = clock.instant();
    UnaryOperator<StoredKey> change = read(body, key, now);
    if (!body.sound()) {
      return body.refusal();
    }
    call.act().before(KeyView.of(key, snapshots.of(key.tenant()), now));
    Optional<StoredKey> changed = keys.change(key.tenant(), key.id(), change, now);
    if (changed.isEmpty()) {
      return KeyLife.ended(key, now);
    }
    return Reply.ok(KeyView.of(changed.get(), snapshots.of(key.tenant()), now));
  }

  private UnaryOperator<StoredKey> read(Fields body, StoredKey key, Instant now) {
    Set<String> said = body.names();
    said.stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> body.refuse(name, "unknown", "one of " + String.join(", ", KNOWN)));
    if (body.sound() && said.isEmpty()) {
      body.complain("body: nothing to change (expected: one of " + String.join(", ", KNOWN) + ")");
    }
    List<UnaryOperator<StoredKey>> changes = new ArrayList<>();
    changes.add(words(body, said));
    if (said.contains("expiresIn")) {
      changes.add(end(body, key, now));
    }
    if (said.contains("limits") || said.contains("enforcement")) {
      changes.add(limits(body, said, key));
    }
    changes.add(scope(body, said, key));
    return before -> {
      StoredKey after = before;
      for (UnaryOperator<StoredKey> change : changes) {
        after = change.apply(after);
      }
      return after;
    };
  }

  private static UnaryOperator<StoredKey> words(Fields body, Set<String> said) {
    String name = body.text("name");
    if (name != null) {
      KeyRequest.checkName(body, name);
    } else if (said.contains("name") && body.sound()) {
      body.refuse("name", "none", "a name");
    }
    String description = body.text("description");
    Map<String, String> labels = Labels.read(body, "labels");
    return key ->
        key.called(
            name == null ? key.name() : name,
            said.contains("description") ? description : key.description(),
            said.contains("labels") ? labels : key.labels());
  }

  /// Counted from now, and never beyond what the tenant allows a new key.
  private UnaryOperator<StoredKey> end(Fields body, StoredKey key, Instant now) {
    Duration lifetime = KeyRequest.lifetime(body);
    if (lifetime == null) {
      if (body.sound()) {
        body.refuse("expiresIn", "nothing", GoDuration.EXPECTED);
      }
      return before -> before;
    }
    Duration longest = lifetimes.longest(key.tenant(), false);
    if (key.ephemeral()) {
      body.refuse("expiresIn", "of an ephemeral key", "none; make another");
    } else if (lifetime.compareTo(longest) > 0) {
      body.refuse("expiresIn", GoDuration.write(lifetime), "at most " + GoDuration.write(longest));
    }
    Instant end = now.plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
    return before -> before.until(end);
  }

  private UnaryOperator<StoredKey> limits(Fields body, Set<String> said, StoredKey key) {
    if (!said.contains("limits")) {
      body.refuse("enforcement", "alone", "with the limits that it is of");
    }
    List<Limit> limits = OwnLimits.read(body);
    subscription(key).ifPresent(subscription -> OwnLimits.check(body, limits, subscription));
    return before -> before.limitedBy(limits);
  }

  private UnaryOperator<StoredKey> scope(Fields body, Set<String> said, StoredKey key) {
    List<String> models = models(body, key);
    List<IpRange> from = KeyScopes.addresses(body);
    return before ->
        before.within(
            new KeyScope(
                said.contains(KeyScopes.MODELS) ? models : before.scope().models(),
                said.contains(KeyScopes.ADDRESSES) ? from : before.scope().from()));
  }

  private List<String> models(Fields body, StoredKey key) {
    List<String> names = KeyScopes.names(body);
    Optional<Subscription> subscription = subscription(key);
    if (names.isEmpty() || subscription.isPresent()) {
      Snapshot snapshot = snapshots.of(key.tenant());
      return subscription.map(s -> KeyScopes.models(body, names, snapshot, s)).orElse(List.of());
    }
    body.refuse(
        KeyScopes.MODELS, "models", "none: subscription " + key.subscription() + " is gone");
    return List.of();
  }

  private Optional<Subscription> subscription(StoredKey key) {
    return snapshots.of(key.tenant()).find(key.subscription());
  }
}
