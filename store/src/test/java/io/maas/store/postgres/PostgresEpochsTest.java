package io.maas.store.postgres;

import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.EpochsContract;
import io.maas.testkit.metering.Records;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresEpochsTest extends EpochsContract {

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  PostgresEpochsTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Override
  protected Epochs epochs() {
    jdbi.useHandle(handle -> handle.execute("truncate epochs, gateways, epoch_holds"));
    return database.epochs();
  }

  @Override
  protected UUID requestInLedger() {
    UsageRecord ended = Records.at(Records.NOON, Usage.estimate(10, 20));
    database.ledger("gateway").append(List.of(ended));
    return ended.intent().id();
  }
}
