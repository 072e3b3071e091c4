package io.maas.control.tenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said of a tenant that goes, in the reference's words.
///
/// @param tree as it is stored
record TenantStatus(Map<String, Object> tree) {

  private static final String TERMINATING = "Terminating";
  private static final String REVOKED = "APIKeysRevoked";

  boolean announced() {
    return TERMINATING.equals(tree.get("phase"));
  }

  boolean attested() {
    return tree.get("conditions") instanceof List<?> conditions
        && conditions.stream()
            .anyMatch(each ->
                each instanceof Map<?, ?> condition
                    && REVOKED.equals(condition.get("type"))
                    && "True".equals(condition.get("status")));
  }

  TenantStatus announced(String reason, String message, Instant now) {
    return with(TERMINATING, "Ready", "False", reason, message, now);
  }

  TenantStatus attested(Instant now) {
    return with(
        TERMINATING,
        REVOKED,
        "True",
        "RevocationJobCompleted",
        "every API key of the tenant is revoked",
        now);
  }

  private TenantStatus with(
      String phase, String type, String status, String reason, String message, Instant now) {
    List<Object> conditions = new ArrayList<>();
    if (tree.get("conditions") instanceof List<?> before) {
      before.stream()
          .filter(each -> !(each instanceof Map<?, ?> other && type.equals(other.get("type"))))
          .forEach(conditions::add);
    }
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", status);
    condition.put("reason", reason);
    condition.put("message", message);
    condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.add(condition);
    Map<String, Object> changed = new LinkedHashMap<>(tree);
    changed.put("phase", phase);
    changed.put("conditions", conditions);
    return new TenantStatus(changed);
  }
}
