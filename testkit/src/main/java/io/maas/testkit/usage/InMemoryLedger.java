package io.maas.testkit.usage;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import io.maas.testkit.metering.Spending;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Usage records in memory, each once by its id.
public final class InMemoryLedger implements Ledger {

  private final Map<UUID, UsageRecord> records = new LinkedHashMap<>();

  @Override
  public synchronized void append(List<UsageRecord> batch) {
    batch.forEach(usageRecord -> records.putIfAbsent(usageRecord.intent().id(), usageRecord));
  }

  @Override
  public synchronized List<UsageRow> usage(UsageQuery query) {
    Map<List<@Nullable String>, UsageRow> rows = new LinkedHashMap<>();
    if (query.groupBy().isEmpty()) {
      rows.put(List.of(), new UsageRow(List.of(), 0, 0, 0, 0, 0, 0, 0));
    }
    for (UsageRecord usageRecord : records.values()) {
      if (selects(query, usageRecord)) {
        UsageRow row = row(query.groupBy(), usageRecord);
        rows.merge(row.keys(), row, InMemoryLedger::sum);
      }
    }
    return rows.values().stream()
        .sorted(Comparator.comparingLong(UsageRow::totalTokens).reversed())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized SpentSum spent(SpentQuery query) {
    return Spending.of(records.values(), query);
  }

  private static boolean selects(UsageQuery query, UsageRecord usageRecord) {
    Instant at = usageRecord.intent().at();
    return usageRecord.intent().tenant().equals(query.tenant())
        && (query.user() == null || usageRecord.intent().user().equals(query.user()))
        && (query.key() == null || query.key().equals(usageRecord.intent().keyId()))
        && (query.from() == null || !at.isBefore(query.from()))
        && (query.to() == null || at.isBefore(query.to()));
  }

  private static UsageRow row(List<Group> groups, UsageRecord usageRecord) {
    List<@Nullable String> keys = new ArrayList<>();
    groups.forEach(group -> keys.add(key(group, usageRecord)));
    return new UsageRow(
        keys,
        1,
        usageRecord.outcome().usage().input().orElse(0),
        usageRecord.outcome().usage().cached().orElse(0),
        usageRecord.outcome().usage().output().orElse(0),
        usageRecord.outcome().usage().reasoning().orElse(0),
        usageRecord.outcome().usage().estimated() ? 1 : 0,
        usageRecord.outcome().usage().media(),
        usageRecord.cost().map(Money::nanos).orElse(0L));
  }

  private static @Nullable String key(Group group, UsageRecord usageRecord) {
    Instant at = usageRecord.intent().at();
    return switch (group) {
      case USER -> usageRecord.intent().user();
      case KEY -> usageRecord.intent().keyId();
      case SUBSCRIPTION -> usageRecord.intent().subscription();
      case MODEL -> usageRecord.intent().model();
      case ORGANIZATION -> usageRecord.intent().attribution().organization();
      case COST_CENTER -> usageRecord.intent().attribution().costCenter();
      case CURRENCY -> usageRecord.cost().map(Money::currency).orElse(null);
      case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES).toString();
      case HOUR -> at.truncatedTo(ChronoUnit.HOURS).toString();
      case DAY -> at.truncatedTo(ChronoUnit.DAYS).toString();
    };
  }

  private static UsageRow sum(UsageRow a, UsageRow b) {
    return new UsageRow(
        a.keys(),
        a.requests() + b.requests(),
        a.inputTokens() + b.inputTokens(),
        a.cachedTokens() + b.cachedTokens(),
        a.outputTokens() + b.outputTokens(),
        a.reasoningTokens() + b.reasoningTokens(),
        a.estimatedRequests() + b.estimatedRequests(),
        a.media().plus(b.media()),
        saturated(a.costNanos(), b.costNanos()));
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
