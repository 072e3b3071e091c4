package io.maas.gateway.recovery;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Spent;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.util.List;

/// Gives one answer, and notes what was asked.
record ScriptedLedger(List<SpentQuery> asked, Spent answer) implements Ledger {

  @Override
  public Spent spent(SpentQuery query) {
    asked.add(query);
    return answer;
  }

  @Override
  public void append(List<UsageRecord> records) {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public List<UsageRow> usage(UsageQuery query) {
    throw new UnsupportedOperationException("usage");
  }
}
