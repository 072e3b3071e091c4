package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.PerMinute;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Fields;

/// Reads which part of a model's requests goes to one of its places.
final class Shares {

  private static final int MOST_AT_ONCE = 1_000_000;

  private Shares() {}

  static Share read(Fields place) {
    Fields minute = place.section("perMinute");
    return new Share(
        (int) place.whole("priority", 0, 100, 0),
        (int) place.whole("weight", 0, 100, 1),
        (int) place.whole("concurrency", 0, MOST_AT_ONCE, 0),
        new PerMinute(
            minute.whole("requests", 0, Limit.LARGEST, 0),
            minute.whole("tokens", 0, Limit.LARGEST, 0)));
  }
}
