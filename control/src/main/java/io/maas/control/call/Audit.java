package io.maas.control.call;

import io.maas.domain.access.Principal;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Says who changed what. Names and counts only: no secret and no content.
public final class Audit {

  private static final Logger LOG = LoggerFactory.getLogger("io.maas.audit");

  private Audit() {}

  /// Tells of one change that was made.
  ///
  /// @param action what was done, such as `apikey.bulk_revoke`
  /// @param facts to what, and how much
  public static void tell(Principal actor, String action, Map<String, ?> facts) {
    LoggingEventBuilder event =
        LOG.atInfo()
            .setMessage("administrative change")
            .addKeyValue("action", action)
            .addKeyValue("actor", actor.user())
            .addKeyValue("tenant", actor.tenant());
    for (Map.Entry<String, ?> fact : facts.entrySet()) {
      event = event.addKeyValue(fact.getKey(), fact.getValue());
    }
    event.log();
  }
}
