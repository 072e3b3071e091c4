package io.maas.domain.chain;

import io.maas.domain.ledger.Verification.Chain;
import io.maas.domain.ledger.Verification.Finding;
import io.maas.domain.ledger.Verification.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A walk along one chain, record by record. Knows nothing of where they come from.
public final class ChainWalk {

  private final List<Finding> findings = new ArrayList<>();
  private final NavigableMap<Long, Checkpoint> dropped = new TreeMap<>();
  private final Map<Long, byte[]> signed = new HashMap<>();
  private final long end;
  private final boolean hashed;
  private long found;
  private long expected;
  private byte @Nullable [] before;

  /// @param after the number of the record before the first
  /// @param before its hash; null if nobody knows it
  /// @param end the number of the chain's last record
  /// @param hashed whether its records have hashes
  /// @param checkpoints what was signed about this piece
  public ChainWalk(
      long after,
      byte @Nullable [] before,
      long end,
      boolean hashed,
      List<Checkpoint> checkpoints) {
    this.expected = after + 1;
    this.before = before;
    this.end = end;
    this.hashed = hashed;
    for (Checkpoint each : checkpoints) {
      Long first = each.firstSeq();
      byte[] hash = each.hash();
      if (first != null) {
        dropped.put(first, each);
      } else if (hash != null) {
        signed.put(each.lastSeq(), hash);
      }
    }
  }

  /// Looks at the records of one number: there should be one.
  public void take(List<? extends Link> same) {
    long seq = same.getFirst().seq();
    if (seq > end) {
      same.forEach(this::stray);
      return;
    }
    advance(seq);
    if (seq < expected) {
      same.forEach(
          each -> report(Kind.INSERTED, seq, each.id(), "a record of a stretch that was dropped"));
      return;
    }
    int genuine = genuine(same);
    for (int i = 0; i < same.size(); i++) {
      if (i != genuine) {
        report(Kind.INSERTED, seq, same.get(i).id(), "number " + seq + " twice (expected: once)");
      }
    }
    check(same.get(genuine));
    expected = seq + 1;
  }

  /// A record that has no number that the chain gave.
  public void stray(Link each) {
    report(
        Kind.INSERTED,
        each.seq(),
        each.id(),
        "number " + each.seq() + " (expected: 1 to " + end + ")");
  }

  /// Which of them is the one that was written; the first where none can be told.
  private int genuine(List<? extends Link> same) {
    for (int i = 0; i < same.size(); i++) {
      if (before != null && same.get(i).follows(before)) {
        return i;
      }
    }
    return 0;
  }

  private void check(Link each) {
    byte[] hash = each.hash();
    byte[] promised = signed.get(each.seq());
    if (!hashed) {
      return;
    }
    if (hash == null) {
      report(Kind.ALTERED, each.seq(), each.id(), "no hash (expected: one)");
    } else if (before != null && !each.follows(before)) {
      report(
          Kind.ALTERED,
          each.seq(),
          each.id(),
          "its hash is not that of what it says behind the record before (expected: the same)");
    } else if (promised != null && !Arrays.equals(promised, hash)) {
      report(
          Kind.ALTERED, each.seq(), each.id(), "its hash is not the one that a checkpoint signed");
    }
    before = hash;
  }

  /// Goes on to a number: over stretches that were dropped, and over gaps.
  public void advance(long target) {
    while (expected < target) {
      Map.Entry<Long, Checkpoint> stretch = dropped.floorEntry(expected);
      if (stretch != null && stretch.getValue().lastSeq() >= expected) {
        before = stretch.getValue().hash();
        expected = stretch.getValue().lastSeq() + 1;
      } else {
        Long next = dropped.higherKey(expected);
        long until = next == null ? target : Math.min(next, target);
        gap(expected, until - 1);
        expected = until;
        before = null;
      }
    }
  }

  /// The number of the first record that is kept: one more than that of the last which was dropped
  /// from the chain's beginning.
  public long begins() {
    long begins = 1;
    Map.Entry<Long, Checkpoint> stretch = dropped.floorEntry(begins);
    while (stretch != null && stretch.getValue().lastSeq() >= begins) {
      begins = stretch.getValue().lastSeq() + 1;
      stretch = dropped.floorEntry(begins);
    }
    return begins;
  }

  /// That a chain reaches as far as was signed.
  ///
  /// @param checkpoints all of the chain
  public void expectReached(List<Checkpoint> checkpoints) {
    long signed = checkpoints.stream().mapToLong(Checkpoint::lastSeq).max().orElse(0);
    if (signed > end) {
      report(
          Kind.GAP,
          end + 1,
          null,
          "the chain ends at %d (expected: at %d at least, which a checkpoint signed)"
              .formatted(end, signed));
    }
  }

  private void gap(long first, long last) {
    report(
        Kind.GAP,
        first,
        null,
        first == last
            ? "record " + first + " is missing"
            : "records " + first + " to " + last + " are missing");
  }

  /// Says that something is wrong.
  public void report(Kind kind, long seq, @Nullable UUID id, String what) {
    found++;
    if (findings.size() < Chain.MOST_FINDINGS) {
      findings.add(new Finding(kind, seq, id, what));
    }
  }

  /// What is wrong, the first of it.
  public List<Finding> findings() {
    return findings;
  }

  /// How much is wrong.
  public long found() {
    return found;
  }
}
