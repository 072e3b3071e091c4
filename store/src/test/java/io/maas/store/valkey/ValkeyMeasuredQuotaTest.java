package io.maas.store.valkey;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.MeasuredQuotaContract;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValkeyMeasuredQuotaTest extends MeasuredQuotaContract {

  @RegisterExtension static final OnRedis REDIS = new OnRedis();

  @Override
  protected Quota quota(LongSupplier ticker, InstantSource clock, History history) {
    return REDIS.quota(new TestTime(ticker, clock), clock, history);
  }
}
