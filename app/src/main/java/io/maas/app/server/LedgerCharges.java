package io.maas.app.server;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRow;
import io.maas.gateway.recovery.Charges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Charges as the ledger's sums tell them, by minutes: the first request of a minute counts as made
/// at its end, so that no window is rebuilt that closes too early. Sums know no organisations:
/// those of a whole tenant are no less.
record LedgerCharges(Ledger ledger) implements Charges {

  private static final List<Group> GROUPS =
      List.of(Group.MINUTE, Group.KEY, Group.SUBSCRIPTION, Group.MODEL);

  @Override
  public Sum of(Question question) {
    Sum sum = new Sum(null, 0, 0, 0, 0, 0);
    UsageQuery all =
        new UsageQuery(
            question.tenant(), question.user(), question.since(), null, GROUPS, Integer.MAX_VALUE);
    for (UsageRow row : ledger.usage(all)) {
      if (fits(question.key(), row, 1)
          && fits(question.subscription(), row, 2)
          && fits(question.model(), row, 3)) {
        sum = plus(sum, row);
      }
    }
    return sum;
  }

  private static boolean fits(@Nullable String wanted, UsageRow row, int group) {
    return wanted == null || wanted.equals(row.keys().get(group));
  }

  private static Sum plus(Sum sum, UsageRow row) {
    String minute = row.keys().getFirst();
    Instant end = minute == null ? Instant.MAX : Instant.parse(minute).plus(Duration.ofMinutes(1));
    Instant first = sum.first() == null || end.isBefore(sum.first()) ? end : sum.first();
    return new Sum(
        first,
        sum.requests() + row.requests(),
        sum.input() + row.inputTokens(),
        sum.cached() + row.cachedTokens(),
        sum.output() + row.outputTokens(),
        sum.nanos() + row.costNanos());
  }
}
