package io.maas.domain.audit;

import io.maas.domain.chain.Checkpoint;
import io.maas.domain.ledger.Verification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit logs of all tenants: one chain of lines each, to which is only appended. A port of the
/// control plane; every method blocks, and throws if the store cannot tell.
public interface AuditLog {

  /// Appends a line. It is durable when this returns.
  void append(AuditEntry entry);

  /// A line as it stands in the log.
  ///
  /// @param seq its number in the tenant's chain, from 1
  /// @param hash of it and of all lines before it, in hex
  record Line(long seq, String hash, AuditEntry entry) {}

  /// Acts, latest first: of each that ended the line that says how, of all others the one that they
  /// have.
  List<Line> find(AuditQuery query);

  /// All lines in their order, a page of them.
  ///
  /// @param from of this moment or later, if given
  /// @param to before this moment, if given
  /// @param after of a higher number
  /// @param limit the most of a page
  List<Line> lines(
      String tenant, @Nullable Instant from, @Nullable Instant to, long after, int limit);

  /// What was signed about a tenant's chain, in its order.
  List<Checkpoint> checkpoints(String tenant);

  /// Looks whether anybody changed, deleted or slipped in a line: a bounded number of them, and
  /// where to go on.
  ///
  /// @param after the number of the line after which to begin; 0 for the first
  Verification verify(String tenant, long after);
}
