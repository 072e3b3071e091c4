package io.maas.control.tier;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the lookup of tiers takes and answers.
public final class TierOperations {

  public static final Operation LOOK_UP =
      Operation.of("lookUpTier", "Subscriptions", "The highest tier of somebody in these groups")
          .takes(
              Schema.object()
                  .needs("groups", Schema.list(Schema.text()).with("minItems", 1))
                  .called("TierQuestion"))
          .answers(200, TierLookup.Found.class)
          .refuses(404)
          .errs("message", Schema.text());

  private TierOperations() {}
}
