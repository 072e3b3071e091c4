package io.maas.domain.metering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The question of a counter that lost its count: what was charged since its window opened, to
/// everyone that it counts? What is null narrows nothing.
///
/// @param tenant whose ledger
/// @param subscription `namespace/name` of the subscription that paid
/// @param model `namespace/name` of the model reference
/// @param user who called
/// @param key the id of the key that was shown
/// @param organization the organisation that the subscription named
/// @param since the first moment, inclusive: requests count that were admitted then or later
public record SpentQuery(
    String tenant,
    @Nullable String subscription,
    @Nullable String model,
    @Nullable String user,
    @Nullable String key,
    @Nullable String organization,
    Instant since) {

  /// Everything of a tenant.
  public static SpentQuery of(String tenant, Instant since) {
    return new SpentQuery(tenant, null, null, null, null, null, since);
  }

  /// Only of this user.
  public SpentQuery byUser(String name) {
    return new SpentQuery(tenant, subscription, model, name, key, organization, since);
  }

  /// Only of this key.
  public SpentQuery byKey(String keyId) {
    return new SpentQuery(tenant, subscription, model, user, keyId, organization, since);
  }

  /// Only under this subscription.
  public SpentQuery under(String id) {
    return new SpentQuery(tenant, id, model, user, key, organization, since);
  }

  /// Only of this model.
  public SpentQuery ofModel(String id) {
    return new SpentQuery(tenant, subscription, id, user, key, organization, since);
  }

  /// Only on this organisation's account.
  public SpentQuery ofOrganization(String id) {
    return new SpentQuery(tenant, subscription, model, user, key, id, since);
  }
}
