package io.maas.control.key;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.catalog.Snapshots;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `POST /v1/api-keys/bulk-revoke`: all keys of a user, of a subscription, or of a user in a
/// subscription. Users may do it to themselves, and owners of a team to its members; anything else
/// is an administrator's.
public final class BulkRevocation {

  private final ApiKeys keys;
  private final Snapshots snapshots;
  private final InstantSource clock;

  public BulkRevocation(ApiKeys keys, Snapshots snapshots, InstantSource clock) {
    this.keys = keys;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  public Reply revoke(Call call) {
    Fields body = Fields.of(call.body());
    String user = body.text("username");
    String subscription = body.text("subscription");
    boolean dryRun = body.flag("dryRun", false);
    if (body.sound() && user == null && subscription == null) {
      body.complain("at least one of username and subscription is required");
    }
    if (!body.sound()) {
      return body.refusal();
    }
    if (!mayRevoke(call, user, subscription)) {
      return Reply.forbidden(
          "Access denied: admin privileges required for this bulk revoke operation");
    }
    call.act().on("api-keys", scope(user, subscription));
    int count =
        keys.revokeAll(
            call.principal().tenant(),
            user,
            subscription == null
                ? null
                : SubscriptionName.stored(snapshots.of(call.tenant()), subscription),
            dryRun,
            clock.instant());
    if (dryRun) {
      return Reply.ok(
          new Revoked(
              count,
              "Dry run: "
                  + count
                  + " active key(s) would be revoked for "
                  + scope(user, subscription),
              true));
    }
    return Reply.ok(
        new Revoked(
            count,
            "Successfully revoked " + count + " active API key(s) for " + scope(user, subscription),
            null));
  }

  @Shape(name = "BulkRevocation")
  record Revoked(int revokedCount, String message, @Nullable Boolean dryRun) {}

  private static boolean mayRevoke(
      Call call, @Nullable String user, @Nullable String subscription) {
    return call.scope().coversTenant()
        || (subscription == null && user != null && call.scope().covers(user));
  }

  private static String scope(@Nullable String user, @Nullable String subscription) {
    if (user == null) {
      return "subscription " + subscription;
    }
    return subscription == null
        ? "user " + user
        : "user " + user + " in subscription " + subscription;
  }
}
