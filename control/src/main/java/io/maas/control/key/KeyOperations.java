package io.maas.control.key;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.control.subscription.SubscriptionOperations;

/// What the routes about keys take and answer.
public final class KeyOperations {

  private static final String TAG = "API keys";
  private static final String DURATION =
      "A duration such as 30d, 12h or 2h30m, or a number of seconds.";

  private static final Schema LABELS =
      Schema.map(Schema.text(1, 1024)).with("maxProperties", 50).says("What it is for, in words.");

  private static final Schema WANTED =
      Schema.object()
          .may("name", Schema.text(0, 128).says("Must be there unless it is ephemeral."))
          .may("description", Schema.text())
          .may("subscription", Schema.text().says("Its name; the best of the caller's if absent."))
          .may("expiresIn", duration())
          .may("ephemeral", Schema.flag().otherwise(false))
          .may("labels", LABELS)
          .may("limits", Schema.list(limit()))
          .may("enforcement", Schema.oneOf("strict", "settle"))
          .called("ApiKeyRequest");

  public static final Operation CREATE =
      Operation.of("createApiKey", TAG, "Mints a key, and shows it this once")
          .takes(WANTED)
          .answers(201, KeyView.New.class)
          .errs("code", Schema.oneOf("invalid_subscription", "subscription_not_ready"));

  public static final Operation LIST =
      Operation.of("listApiKeys", TAG, "The caller's own keys, newest first, as a bare array")
          .query("limit", Schema.integer(1, 100).otherwise(100), "The most keys of an answer.")
          .query("offset", Schema.integer(0, 999_999_999).otherwise(0), "How many to skip.")
          .answers(200, Schema.listOf(KeyListing.Line.class));

  public static final Operation SEARCH =
      Operation.of("searchApiKeys", TAG, "One's own keys; for an administrator anyone's")
          .takes(searched())
          .answers(200, KeySearch.Found.class);

  public static final Operation BULK_REVOKE =
      Operation.of("bulkRevokeApiKeys", TAG, "Revokes all keys of a user, a subscription, or both")
          .says("At least one of username and subscription must be there.")
          .takes(
              Schema.object()
                  .may("username", Schema.text())
                  .may("subscription", Schema.text())
                  .may("dryRun", Schema.flag().otherwise(false))
                  .called("BulkRevocationRequest"))
          .answers(200, BulkRevocation.Revoked.class);

  public static final Operation CONFIG =
      Operation.of("readApiKeyConfig", TAG, "How long keys may live")
          .answers(200, KeyEndpoints.Config.class);

  public static final Operation READ =
      Operation.of("readApiKey", TAG, "One key, without the key")
          .path("id", Schema.text(), "The key's id.")
          .answers(200, KeyView.class)
          .refuses(404);

  public static final Operation REVOKE =
      Operation.of("revokeApiKey", TAG, "Revokes a key, once and for all")
          .path("id", Schema.text(), "The key's id.")
          .answers(200, KeyView.class)
          .refuses(404);

  public static final Operation CREATE_TOKEN =
      Operation.of("createToken", TAG, "Mints a credential for minutes or hours")
          .mayTake(Schema.object().may("expiration", duration()).called("TokenRequest"))
          .answers(201, ShortLivedTokens.Token.class)
          .errs("code", Schema.oneOf("invalid_subscription", "subscription_not_ready"))
          .errs("provided_expiration", Schema.anything());

  public static final Operation REVOKE_TOKENS =
      Operation.of("revokeTokens", TAG, "Revokes all of the caller's ephemeral keys").answers(204);

  private KeyOperations() {}

  private static Schema duration() {
    return Schema.typed("string", "number").says(DURATION);
  }

  private static Schema limit() {
    return SubscriptionOperations.LIMIT;
  }

  private static Schema searched() {
    Schema filters =
        Schema.object()
            .may("username", Schema.text())
            .may("status", Schema.list(Schema.oneOf("active", "revoked", "expired")))
            .may("includeEphemeral", Schema.flag().otherwise(false))
            .may("subscription", Schema.text())
            .may("labelsContain", Schema.map(Schema.text()))
            .may("createdAfter", Schema.moment())
            .may("createdBefore", Schema.moment())
            .may("expiresAfter", Schema.moment())
            .may("expiresBefore", Schema.moment())
            .may("lastUsedAfter", Schema.moment())
            .may("nameContains", Schema.text())
            .may("descriptionContains", Schema.text())
            .may("hasExpiration", Schema.flag())
            .may("hasBeenUsed", Schema.flag());
    Schema sort =
        Schema.object()
            .may(
                "by",
                Schema.oneOf("created_at", "expires_at", "last_used_at", "name")
                    .otherwise("created_at"))
            .may("order", Schema.text().matching("^(?i:asc|desc)?$").otherwise("desc"));
    Schema pages =
        Schema.object()
            .needs("limit", Schema.integer(1, Integer.MAX_VALUE).says("More than 100 is 100."))
            .may("offset", Schema.integer(0, Integer.MAX_VALUE).otherwise(0));
    return Schema.object()
        .may("filters", filters.called("ApiKeyFilters"))
        .may("sort", sort.called("ApiKeySort"))
        .may("pagination", pages.called("Pagination"))
        .called("ApiKeySearch");
  }
}
