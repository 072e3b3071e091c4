package io.maas.domain.audit;

import java.time.Instant;
import java.util.List;

/// What control does for the audit logs, on time or when asked. Every method blocks. Several
/// controls may do all of it at once.
public interface AuditKeeping {

  /// Signs the end of every log that grew since it was signed last.
  ///
  /// @return how many there were
  int checkpoint(Instant now);

  /// Lines at the beginning of a log.
  ///
  /// @param first the number of the first that is there
  /// @param last that of the last of them
  record Prefix(String tenant, long first, long last) {}

  /// What is older than a moment, and signed: of each log that has such lines all of them, up to
  /// the first that is not.
  List<Prefix> olderThan(Instant moment);

  /// Drops lines, and leaves signed what stood at their end: verifying begins there.
  ///
  /// @return how many went; fewer, or none, if somebody else dropped them meanwhile
  long drop(Prefix prefix, Instant now);
}
