package io.maas.store.postgres;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Layout.Kept;
import io.maas.domain.notice.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Epochs as rows. Whoever changes one announces it.
final class PostgresEpochs implements Epochs {

  private static final String NEWEST = "select * from epochs order by number desc limit 1";

  private final Jdbi jdbi;

  PostgresEpochs(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Epoch> latest() {
    return jdbi.withHandle(PostgresEpochs::newest);
  }

  private static Optional<Epoch> newest(Handle handle) {
    return handle.createQuery(NEWEST).map((row, _) -> epoch(row)).findOne();
  }

  private static Epoch epoch(ResultSet row) throws SQLException {
    return new Epoch(
        row.getLong("number"),
        Set.copyOf(Columns.texts(row, "servers")),
        row.getString("cause"),
        Columns.instant(row, "begun_at"));
  }

  @Override
  public boolean begin(long after, String cause) {
    return jdbi.inTransaction(handle -> begin(handle, after, cause));
  }

  private static boolean begin(Handle handle, long after, String cause) {
    // Two who notice at once want the same number: the second finds it taken.
    handle.execute("lock table epochs in share row exclusive mode");
    if (newest(handle).map(Epoch::number).orElse(0L) != after) {
      return false;
    }
    handle
        .createUpdate("insert into epochs (number, cause) values (:number, :cause)")
        .bind("number", after + 1)
        .bind("cause", StoredText.of(cause))
        .execute();
    Announcement.send(handle, new Notice.EpochChanged());
    return true;
  }

  @Override
  public Map<String, Kept> keep(Layout layout) {
    return jdbi.inTransaction(handle -> CounterPlaces.keep(handle, layout));
  }

  @Override
  public boolean move(long after, Layout layout) {
    return jdbi.inTransaction(handle -> {
      boolean begun = begin(handle, after, "counters move to where the resources have them now");
      if (begun) {
        CounterPlaces.move(handle, layout);
      }
      return begun;
    });
  }

  @Override
  public void open(long number, Set<String> servers) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              "update epochs set servers = :servers where number = :number and servers = '{}'")
          .bind("number", number)
          .bind("servers", servers.toArray(String[]::new))
          .execute();
      Announcement.send(handle, new Notice.EpochChanged());
    });
  }

  @Override
  public boolean join(String gatewayId) {
    // A row that was there has been written before: it has a last writer.
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "insert into gateways (id) values (:id) on conflict (id) do update set seen_at ="
                    + " now() returning xmax = 0")
            .bind("id", gatewayId)
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public void leave(String gatewayId) {
    remove(gatewayId);
  }

  @Override
  public boolean forget(String gatewayId) {
    return remove(gatewayId) > 0;
  }

  private int remove(String gatewayId) {
    return jdbi.inTransaction(handle -> {
      int removed =
          handle
              .createUpdate("delete from gateways where id = :id")
              .bind("id", gatewayId)
              .execute();
      Announcement.send(handle, new Notice.EpochChanged());
      return removed;
    });
  }

  @Override
  public void acknowledge(long number, String gatewayId, List<PostedHold> holds) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate("delete from epoch_holds where gateway = :gateway")
          .bind("gateway", gatewayId)
          .execute();
      post(handle, number, gatewayId, holds);
      handle
          .createUpdate(
              "insert into gateways (id, acknowledged) values (:id, :epoch) on conflict (id) do"
                  + " update set seen_at = now(), acknowledged = :epoch")
          .bind("id", gatewayId)
          .bind("epoch", number)
          .execute();
      Announcement.send(handle, new Notice.EpochChanged());
    });
  }

  private static void post(Handle handle, long number, String gatewayId, List<PostedHold> holds) {
    if (holds.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into epoch_holds (epoch, gateway, request_id, limit_id, subject, points,"
                + " admitted_at) values (:epoch, :gateway, :request, :limit, :subject, :points,"
                + " :at) on conflict do nothing");
    for (PostedHold hold : holds) {
      batch
          .bind("epoch", number)
          .bind("gateway", gatewayId)
          .bind("request", hold.requestId())
          .bind("limit", hold.limitId())
          .bind("subject", hold.subject())
          .bind("points", hold.points())
          .bind("at", Columns.time(hold.admittedAt()))
          .add();
    }
    batch.execute();
  }

  @Override
  public List<Silent> awaited(long number) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select id, seen_at from gateways where acknowledged < :epoch order by id")
            .bind("epoch", number)
            .map((row, _) -> new Silent(row.getString("id"), Columns.instant(row, "seen_at")))
            .list());
  }

  @Override
  public List<PostedHold> posted(long number, Claim claim, Instant since) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select h.* from epoch_holds h where h.epoch = :epoch and h.limit_id = :limit and"
                    + " h.subject = :subject and h.admitted_at >= :since and not exists (select 1"
                    + " from usage_records u where u.id = h.request_id) order by h.request_id")
            .bind("epoch", number)
            .bind("limit", claim.limit().id())
            .bind("subject", claim.subject())
            .bind("since", Columns.time(since))
            .map((row, _) -> hold(row))
            .list());
  }

  private static PostedHold hold(ResultSet row) throws SQLException {
    return new PostedHold(
        row.getObject("request_id", UUID.class),
        row.getString("limit_id"),
        row.getString("subject"),
        row.getLong("points"),
        Columns.instant(row, "admitted_at"));
  }
}
