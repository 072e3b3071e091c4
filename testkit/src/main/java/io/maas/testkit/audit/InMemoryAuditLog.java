package io.maas.testkit.audit;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.audit.AuditQuery;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.ledger.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An audit log in memory. Can be made to fail after some lines, as a store that goes away does.
public final class InMemoryAuditLog implements AuditLog {

  private final List<Line> lines = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private int room = Integer.MAX_VALUE;

  /// From now on it takes so many lines more, and then fails.
  public synchronized void takesOnly(int more) {
    room = more;
  }

  /// All lines of all tenants, in their order.
  public synchronized List<AuditEntry> entries() {
    return lines.stream().map(Line::entry).toList();
  }

  @Override
  public synchronized void append(AuditEntry entry) {
    if (room == 0) {
      throw new Away();
    }
    room--;
    List<Line> before = of(entry.tenant());
    String hash = before.isEmpty() ? "" : before.getLast().hash();
    lines.add(new Line(before.size() + 1L, CredentialHash.of(hash + entry).hex(), entry));
  }

  @Override
  public synchronized List<Line> find(AuditQuery query) {
    Set<UUID> ended =
        lines.stream()
            .map(Line::entry)
            .filter(entry -> entry.stage() == Stage.ENDED)
            .map(AuditEntry::act)
            .collect(Collectors.toSet());
    return of(query.tenant()).reversed().stream()
        .filter(line -> line.seq() < query.before() && query.takes(line.entry()))
        .filter(line -> line.entry().stage() != Stage.BEGUN || !ended.contains(line.entry().act()))
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized List<Line> lines(
      String tenant, @Nullable Instant from, @Nullable Instant to, long after, int limit) {
    return of(tenant).stream()
        .filter(line -> line.seq() > after)
        .filter(line -> from == null || !line.entry().at().isBefore(from))
        .filter(line -> to == null || line.entry().at().isBefore(to))
        .limit(limit)
        .toList();
  }

  /// What somebody signed, who has no key.
  public synchronized void signs(long seq) {
    byte[] some = {10};
    checkpoints.add(
        new Checkpoint(
            checkpoints.size() + 1L, null, seq, some, null, Instant.EPOCH, "nobody", some));
  }

  @Override
  public synchronized List<Checkpoint> checkpoints(String tenant) {
    return List.copyOf(checkpoints);
  }

  @Override
  public synchronized Verification verify(String tenant, long after) {
    int count = of(tenant).size();
    Verification.Chain chain =
        new Verification.Chain(tenant, 1, Math.max(0, count - after), 0, count, List.of(), 0);
    return new Verification(List.of(chain), List.of(), null);
  }

  private List<Line> of(String tenant) {
    return lines.stream().filter(line -> line.entry().tenant().equals(tenant)).toList();
  }

  /// What a store throws that is away.
  static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1;

    Away() {
      super("the audit log is away, as the test wants");
    }
  }
}
