package io.maas.gateway.metrics;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers when each key was last used, and tells the store now and then: one write for each key
/// however often it was used in between.
public final class LastUsed implements Facts, Runnable {

  private final ApiKeys keys;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  public LastUsed(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public void ended(Intent intent, Outcome outcome) {
    String key = intent.keyId();
    if (key != null) {
      seen.put(key, intent.at());
    }
  }

  @Override
  public void limited(Principal caller, Granted granted) {}

  @Override
  public void refused(int status) {}

  @Override
  public void stoodIn(ModelId of, ModelId by, StoodIn how) {}

  /// Tells the store. Blocks; what cannot be told now is told next time.
  @Override
  public void run() {
    Map<String, Instant> now = new HashMap<>(seen);
    if (now.isEmpty()) {
      return;
    }
    keys.touch(now);
    now.forEach(seen::remove);
  }
}
