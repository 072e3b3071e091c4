package io.maas.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.util.List;
import java.util.Map;

/// What a process says of itself when it is asked whether it can serve.
///
/// @param draining whether it takes leave, and nobody new should be sent to it
/// @param needs by their names, in the order in which they are told
record Readiness(boolean draining, Map<String, Need> needs) {

  /// The answer is for people and for load balancers: it does not grow with the subscriptions.
  private static final int MOST_NAMED = 20;

  boolean isReady() {
    return !draining && needs.values().stream().allMatch(Need::letsServe);
  }

  /// As JSON.
  String text() {
    ObjectNode body = Json.MAPPER.createObjectNode().put("ready", isReady());
    if (draining) {
      body.put("draining", true);
    }
    ObjectNode checks = body.putObject("checks");
    needs.forEach((name, need) -> checks.put(name, need.isMet()));
    needs.forEach((name, need) -> {
      if (!need.isMet()) {
        body.withObject("/troubles").put(name, need.trouble());
        tell(body, name, need.servedWithout());
      }
    });
    return body.toString();
  }

  private static void tell(ObjectNode body, String name, List<String> served) {
    if (!served.isEmpty()) {
      ObjectNode without = body.withObject("/served_without").putObject(name);
      without.put("subscriptions", served.size());
      served.stream().sorted().limit(MOST_NAMED).forEach(without.putArray("names")::add);
    }
  }
}
