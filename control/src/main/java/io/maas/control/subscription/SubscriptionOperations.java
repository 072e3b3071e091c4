package io.maas.control.subscription;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.domain.metering.Unit;

/// What the routes about subscriptions take and answer.
public final class SubscriptionOperations {

  private static final String TAG = "Subscriptions";

  /// A limit as it is asked for.
  public static final Schema LIMIT =
      Schema.object()
          .needs("limit", Schema.typed("integer", "string"))
          .may("unit", Schema.oneOf(Unit.class))
          .may("weights", Schema.map(Schema.typed("number")))
          .may("window", Schema.text().says("Such as 1m, 24h, day or month."))
          .may("timeZone", Schema.text())
          .may("scope", Schema.oneOf("key"))
          // What an answer says of a limit besides may be sent back: it is not looked at.
          .with("additionalProperties", true)
          .called("LimitRequest");

  public static final Operation LIST =
      Operation.of("listSubscriptions", TAG, "The caller's subscriptions, by name, as a bare array")
          .answers(200, Schema.listOf(SubscriptionItem.class));

  public static final Operation OF_MODEL =
      Operation.of("listSubscriptionsOfModel", TAG, "Those of the caller's that give a model")
          .path("model", Schema.text(), "The name of its MaaSModelRef.")
          .answers(200, Schema.listOf(SubscriptionItem.class));

  private SubscriptionOperations() {}
}
