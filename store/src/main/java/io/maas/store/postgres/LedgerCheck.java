package io.maas.store.postgres;

import io.maas.domain.chain.Book;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.ChainWalk;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.chain.Signatures;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Verifies chains, a page of records at a time, as they were at one moment.
final class LedgerCheck {

  /// The records of before there were chains are numbered, and have no hashes.
  private static final String UNHASHED = "before-chains";

  private static final String OF_CHAINS =
      """
      with recursive written as (
        (select min(chain) as chain from usage_records)
        union all
        select (select min(chain) from usage_records where chain > w.chain) from written w
        where w.chain is not null)
      select coalesce(c.id, w.chain) as id, coalesce(c.name, '') as name, coalesce(c.seq, 0) as seq
      from ledger_chains c full join (select chain from written where chain is not null) w
        on w.chain = c.id
      where coalesce(c.id, w.chain) >= :first order by 1
      """;

  private final Handle handle;
  private final VerificationQuery query;
  private final String ownKey;
  private final int most;
  private final Signatures signatures;

  /// @param ownKey the key that needs no comparing
  /// @param most how many records to look at
  LedgerCheck(Handle handle, VerificationQuery query, String ownKey, int most) {
    this.handle = handle;
    this.query = query;
    this.ownKey = ownKey;
    this.most = most;
    this.signatures = CheckpointRows.signatures(handle, Book.LEDGER);
  }

  private record Head(int id, String name, long seq) {}

  /// The numbers of the records that are asked for.
  private record Stretch(long after, long last) {}

  /// A piece of a chain, and where it ended if it did not end with the chain.
  private record Piece(Verification.Chain report, long looked, @Nullable Cursor next) {}

  Verification run() {
    Cursor start = query.after() == null ? new Cursor(0, 0) : query.after();
    List<Verification.Chain> chains = new ArrayList<>();
    Cursor next = null;
    long left = most;
    for (Head head : heads(start.chain())) {
      if (left <= 0) {
        next = new Cursor(head.id(), 0);
        break;
      }
      Optional<Stretch> stretch = stretch(head);
      if (stretch.isPresent()) {
        Piece piece = piece(head, stretch.get(), start, (int) left);
        chains.add(piece.report());
        left -= piece.looked();
        next = piece.next();
        if (next != null) {
          break;
        }
      }
    }
    List<String> others =
        signatures.usedKeys().stream().filter(key -> !key.equals(ownKey)).toList();
    return new Verification(chains, others, next);
  }

  private List<Head> heads(int first) {
    return handle
        .createQuery(OF_CHAINS)
        .bind("first", first)
        .map((row, _) -> new Head(row.getInt("id"), row.getString("name"), row.getLong("seq")))
        .list();
  }

  /// All of a chain, or what the days that are asked for have of it.
  private Optional<Stretch> stretch(Head head) {
    if (query.from() == null && query.to() == null) {
      return Optional.of(new Stretch(0, Long.MAX_VALUE));
    }
    Instant from = Grain.DAY.floor(sensible(query.from(), Instant.EPOCH));
    Instant to = Grain.DAY.ceiling(sensible(query.to(), Cover.LAST));
    return handle
        .createQuery(
            """
            select min(seq) as first, max(seq) as last from usage_records
            where chain = :chain and id >= :from and id < :to
            """)
        .bind("chain", head.id())
        .bind("from", Days.leastId(from))
        .bind("to", Days.leastId(to))
        .map((row, _) ->
            row.getObject("first", Long.class) == null
                ? Optional.<Stretch>empty()
                : Optional.of(new Stretch(row.getLong("first") - 1, row.getLong("last"))))
        .one();
  }

  private static Instant sensible(@Nullable Instant moment, Instant otherwise) {
    return moment == null || moment.isBefore(Instant.EPOCH) || moment.isAfter(Cover.LAST)
        ? otherwise
        : moment;
  }

  private Piece piece(Head head, Stretch stretch, Cursor start, int limit) {
    boolean resumed = start.chain() == head.id() && start.seq() > stretch.after();
    long after = resumed ? start.seq() : stretch.after();
    List<StoredRecord> records = records(head.id(), after, stretch.last(), limit + 1);
    boolean more = records.size() > limit;
    if (more) {
      records = wholeNumbers(records);
    }
    long last = more ? records.getLast().seq() : Math.min(stretch.last(), head.seq());
    List<Checkpoint> checkpoints = CheckpointRows.LEDGER.all(handle, head.id());
    ChainWalk walk =
        new ChainWalk(
            after,
            hashAt(head, after, checkpoints),
            head.seq(),
            !head.name().equals(UNHASHED),
            checkpoints);
    if (!resumed) {
      signatures.run(head.name(), checkpoints, walk);
      walk.expectReached(checkpoints);
      strays(head.id()).forEach(walk::stray);
    }
    for (List<StoredRecord> same : byNumber(records)) {
      walk.take(same);
    }
    walk.advance(last + 1);
    long signed = checkpoints.stream().mapToLong(Checkpoint::lastSeq).max().orElse(0);
    return new Piece(
        new Verification.Chain(
            head.name().isEmpty() ? "unknown-" + head.id() : head.name(),
            walk.begins(),
            records.size(),
            resumed ? 0 : checkpoints.size(),
            Math.max(0, head.seq() - signed),
            walk.findings(),
            walk.found()),
        records.size(),
        more ? new Cursor(head.id(), last) : null);
  }

  private List<StoredRecord> records(int chain, long after, long last, int limit) {
    return handle
        .createQuery(
            "select "
                + StoredRecord.COLUMNS
                + " from usage_records where chain = :chain and seq > :after and seq <= :last"
                + " order by seq, id limit :limit")
        .bind("chain", chain)
        .bind("after", after)
        .bind("last", last)
        .bind("limit", limit)
        .map((row, _) -> StoredRecord.read(row))
        .list();
  }

  /// Some of those that have no number at all.
  private List<StoredRecord> strays(int chain) {
    return handle
        .createQuery(
            "select "
                + StoredRecord.COLUMNS
                + " from usage_records where chain = :chain and seq < 1 order by seq, id limit :most")
        .bind("chain", chain)
        .bind("most", Verification.Chain.MOST_FINDINGS)
        .map((row, _) -> StoredRecord.read(row))
        .list();
  }

  /// Without those of the last number, of which there may be more; unless there is no other.
  private static List<StoredRecord> wholeNumbers(List<StoredRecord> records) {
    long last = records.getLast().seq();
    List<StoredRecord> whole = records.stream().filter(r -> r.seq() < last).toList();
    return whole.isEmpty() ? records : whole;
  }

  private static List<List<StoredRecord>> byNumber(List<StoredRecord> records) {
    List<List<StoredRecord>> groups = new ArrayList<>();
    for (StoredRecord each : records) {
      if (groups.isEmpty() || groups.getLast().getFirst().seq() != each.seq()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(each);
    }
    return groups;
  }

  private byte @Nullable [] hashAt(Head head, long seq, List<Checkpoint> checkpoints) {
    if (seq == 0) {
      return ChainHash.none();
    }
    Optional<byte[]> stored =
        handle
            .createQuery(
                "select hash from usage_records where chain = :chain and seq = :seq limit 1")
            .bind("chain", head.id())
            .bind("seq", seq)
            .map((row, _) -> Optional.ofNullable(row.getBytes(1)))
            .findOne()
            .flatMap(hash -> hash);
    return stored
        .or(() ->
            checkpoints.stream()
                .filter(each -> each.firstSeq() != null && each.lastSeq() == seq)
                .findFirst()
                .flatMap(each -> Optional.ofNullable(each.hash())))
        .orElse(null);
  }
}
