package io.maas.systemtests.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.Administrator;

/// The ledger as the API tells of it.
final class UsageApi {

  private UsageApi() {}

  /// All tokens of a subscription.
  static long tokensOf(String subscription, Administrator administrator) {
    JsonNode rows =
        administrator
            .caller()
            .get(Administrator.API + "/usage?group_by=subscription")
            .expect(200)
            .json()
            .path("data");
    for (JsonNode row : rows) {
      if (row.path("subscription").asText().endsWith(subscription)) {
        return row.path("total_tokens").asLong();
      }
    }
    throw new AssertionError(subscription + " (expected: one of " + rows + ")");
  }
}
