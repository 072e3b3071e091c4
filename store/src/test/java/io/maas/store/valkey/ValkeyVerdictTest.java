package io.maas.store.valkey;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.VerdictContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValkeyVerdictTest extends VerdictContract {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z"));

  @RegisterExtension static final OnRedis REDIS = new OnRedis();

  @Override
  protected Quota quota() {
    return REDIS.quota(new TestTime(ticker, CLOCK), CLOCK, History.NOTHING);
  }
}
