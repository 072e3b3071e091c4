package io.maas.testkit.metering;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.UsageRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What limits were charged, added up record by record: what every ledger has to agree with.
public final class Spending {

  private Spending() {}

  /// Of these records, what the query selects.
  public static SpentSum of(Collection<UsageRecord> records, SpentQuery query) {
    SpentSum sum = SpentSum.NOTHING;
    for (UsageRecord each : records) {
      if (selects(query, each.intent())) {
        sum = plus(sum, each);
      }
    }
    return sum;
  }

  private static boolean selects(SpentQuery query, Intent intent) {
    return intent.tenant().equals(query.tenant())
        && !intent.at().isBefore(query.since())
        && is(query.subscription(), intent.subscription())
        && is(query.model(), intent.model())
        && is(query.user(), intent.user())
        && is(query.key(), intent.keyId())
        && is(query.organization(), intent.attribution().organization());
  }

  private static boolean is(@Nullable String asked, @Nullable String found) {
    return asked == null || asked.equals(found);
  }

  private static SpentSum plus(SpentSum sum, UsageRecord each) {
    Instant at = each.intent().at();
    Charged charged = each.outcome().charged();
    return new SpentSum(
        Optional.of(sum.first().filter(first -> first.isBefore(at)).orElse(at)),
        sum.requests() + 1,
        sum.inputTokens() + charged.input(),
        sum.cachedTokens() + charged.cached(),
        sum.outputTokens() + charged.output(),
        sum.media().plus(charged.media()),
        sum.costNanos() + each.chargedCost().map(Money::nanos).orElse(0L));
  }
}
