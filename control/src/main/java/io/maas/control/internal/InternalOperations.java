package io.maas.control.internal;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the internal routes take and answer.
public final class InternalOperations {

  private static final String TAG = "Internal";

  public static final Operation VALIDATE =
      Operation.of("validateApiKey", TAG, "Whose a key is, and why it is none")
          .takes(
              Schema.object()
                  .needs("key", Schema.text().with("minLength", 1))
                  .called("KeyQuestion"))
          .answers(200, InternalKeys.Validated.class)
          .refuses(400, 413, 503);

  public static final Operation CLEAN_UP =
      Operation.of("cleanUpApiKeys", TAG, "Deletes ephemeral keys that ended half an hour ago")
          .answers(200, InternalKeys.Cleaned.class)
          .refuses(503);

  public static final Operation REVOKE_TENANT =
      Operation.of("revokeTenantApiKeys", TAG, "Revokes all keys of a tenant")
          .path("tenant", Schema.text(), "One that there is.")
          .answers(200, InternalKeys.Revoked.class)
          .refuses(400, 503);

  public static final Operation SELECT =
      Operation.of("selectSubscription", TAG, "Under which subscription somebody calls a model")
          .says("Always 200: what is wrong with the question is in the answer.")
          .takes(
              Schema.object()
                  .needs("username", Schema.text())
                  .may("groups", Schema.list(Schema.text()))
                  .may("requestedSubscription", Schema.text())
                  .may("requestedModel", Schema.text())
                  .called("SelectionQuestion"))
          .answers(
              200,
              Schema.anyOf(
                  Schema.of(SubscriptionSelection.Selected.class),
                  Schema.of(SubscriptionSelection.Failed.class)))
          .refuses(400, 413, 503);

  public static final Operation TENANTS =
      Operation.of("listTenants", TAG, "The tenants that this control serves, and their gateway")
          .answers(200, TenantListing.Listed.class);

  private InternalOperations() {}
}
