package io.maas.control.key;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.control.subscription.SubscriptionOperations;
import io.maas.control.usage.UsageOperations;
import io.maas.domain.access.KeyScope;

/// What the routes about keys take and answer.
public final class KeyOperations {

  private static final String TAG = "API keys";
  private static final String DURATION =
      "A duration such as 30d, 12h or 2h30m, or a number of seconds.";

  private static final String MODELS = "The models that it is good for; all if there are none.";
  private static final String ADDRESSES =
      "The addresses, or blocks of them, that it may come from; any if there are none.";

  private static final Schema CODE =
      Schema.oneOf("invalid_subscription", "subscription_not_ready", "too_many_keys");

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
          .may("username", Schema.text().says("Whose it is to be; the caller's if absent."))
          .may("owner", Schema.object().needs("team", Schema.text()).called("TeamAsOwner"))
          .may(KeyScopes.MODELS, scope(MODELS))
          .may(KeyScopes.ADDRESSES, scope(ADDRESSES))
          .called("ApiKeyRequest");

  public static final Operation CREATE =
      Operation.of("createApiKey", TAG, "Mints a key, and shows it this once")
          .takes(WANTED)
          .answers(201, KeyView.New.class)
          .refuses(404, 409)
          .errs("code", CODE);

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

  public static final Operation CHANGE =
      Operation.of("changeApiKey", TAG, "Changes what is said of a key; the rest stays")
          .path("id", Schema.text(), "The key's id.")
          .takes(
              Schema.object()
                  .may("name", Schema.text(1, 128))
                  .may("description", Schema.text())
                  .may("labels", LABELS)
                  .may("expiresIn", duration())
                  .may("limits", Schema.list(limit()))
                  .may("enforcement", Schema.oneOf("strict", "settle"))
                  .may(KeyScopes.MODELS, scope(MODELS))
                  .may(KeyScopes.ADDRESSES, scope(ADDRESSES))
                  .with("minProperties", 1)
                  .with("additionalProperties", false)
                  .called("ApiKeyPatch"))
          .answers(200, KeyView.class)
          .refuses(404, 409);

  public static final Operation ROTATE =
      Operation.of("rotateApiKey", TAG, "Gives a key a new secret, and shows it this once")
          .path("id", Schema.text(), "The key's id.")
          .mayTake(
              Schema.object()
                  .may("gracePeriod", duration())
                  .says("How long the secret before it is good.")
                  .called("RotationRequest"))
          .answers(200, KeyView.Rotated.class)
          .refuses(404, 409);

  public static final Operation PAUSE =
      Operation.of("pauseApiKey", TAG, "Has a key refused until it is resumed")
          .path("id", Schema.text(), "The key's id.")
          .answers(200, KeyView.class)
          .refuses(404, 409);

  public static final Operation RESUME =
      Operation.of("resumeApiKey", TAG, "Lets a paused key be used again")
          .path("id", Schema.text(), "The key's id.")
          .answers(200, KeyView.class)
          .refuses(404, 409);

  public static final Operation USAGE =
      Operation.of("readApiKeyUsage", TAG, "What was used with one key")
          .path("id", Schema.text(), "The key's id.")
          .query("from", Schema.moment(), "The first moment.")
          .query("to", Schema.moment(), "The last moment, itself not included.")
          .query("group_by", UsageOperations.GROUPS, "The columns, in order.")
          .query("limit", UsageOperations.LIMIT, "The most rows, dearest first.")
          .answers(200, UsageOperations.LIST)
          .refuses(404);

  public static final Operation CREATE_TOKEN =
      Operation.of("createToken", TAG, "Mints a credential for minutes or hours")
          .mayTake(Schema.object().may("expiration", duration()).called("TokenRequest"))
          .answers(201, ShortLivedTokens.Token.class)
          .refuses(404, 409)
          .errs("code", CODE)
          .errs("provided_expiration", Schema.anything());

  public static final Operation REVOKE_TOKENS =
      Operation.of("revokeTokens", TAG, "Revokes all of the caller's ephemeral keys").answers(204);

  private KeyOperations() {}

  private static Schema duration() {
    return Schema.duration().says(DURATION);
  }

  private static Schema scope(String what) {
    return Schema.list(Schema.text()).with("maxItems", KeyScope.MOST).says(what);
  }

  private static Schema limit() {
    return SubscriptionOperations.LIMIT;
  }

  private static Schema searched() {
    Schema filters =
        Schema.object()
            .may("username", Schema.text())
            .may("status", Schema.list(Schema.oneOf("active", "paused", "revoked", "expired")))
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
