package io.maas.domain.metering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What the gateways that share counters agree on when the counters are lost. A port; its store is
/// PostgreSQL. All methods block.
///
/// An epoch is a life of the shared counters. When they are gone (an emptied store, another server)
/// somebody begins the next one, and every gateway stops counting in the last. Each then puts into
/// the ledger what it served, posts what its open reservations hold, and acknowledges. When all
/// have acknowledged, the ledger and the posted holds are everything that was ever admitted.
public interface Epochs {

  /// A life of the shared counters.
  ///
  /// @param number 1, 2, 3, …
  /// @param servers who holds its counters; empty until they have been told that it began
  /// @param cause why it began
  /// @param begunAt when
  record Epoch(long number, Set<String> servers, String cause, Instant begunAt) {
    public Epoch {
      servers = Set.copyOf(servers);
    }

    /// Whether its servers have been told of it.
    public boolean isOpen() {
      return !servers.isEmpty();
    }
  }

  /// What an open reservation holds of one counter.
  ///
  /// @param limitId the limit's id
  /// @param subject whose counter
  /// @param points of the limit's measure
  /// @param admittedAt when the request was admitted
  record PostedHold(
      UUID requestId, String limitId, String subject, long points, Instant admittedAt) {}

  /// The newest epoch, if there ever was one.
  Optional<Epoch> latest();

  /// Begins the epoch after this one, unless somebody else did.
  ///
  /// @param after the number of the newest epoch that the caller knows; 0 for none
  /// @return whether it was the caller who began it, and who so has to tell the servers
  boolean begin(long after, String cause);

  /// Notes that its servers have been told, once and all of them, by whoever began it.
  void open(long number, Set<String> servers);

  /// Says that a gateway runs. Until it leaves, every new epoch waits for its acknowledgement,
  /// however long it is silent: nobody else knows what it served.
  ///
  /// @param gatewayId the same over restarts, because so is its journal
  /// @return whether it is new: then it has acknowledged nothing
  boolean join(String gatewayId);

  /// Says that a gateway stopped and left nothing behind: all of it is in the ledger, and nothing
  /// is held.
  void leave(String gatewayId);

  /// Says that a gateway counts in this epoch only, that all it served before is in the ledger, and
  /// that this is all it held before and still holds.
  void acknowledge(long number, String gatewayId, List<PostedHold> holds);

  /// The gateways that have not acknowledged; empty means that the past of the epoch is complete.
  List<Silent> awaited(long number);

  /// A gateway that has not acknowledged.
  ///
  /// @param seenAt when it last said that it runs
  record Silent(String gatewayId, Instant seenAt) {}

  /// What was posted of a counter, without what is in the ledger by now.
  ///
  /// @param since leaves out what was admitted before
  List<PostedHold> posted(long number, Claim claim, Instant since);

  /// An administrator's word that a gateway will not come back, and that what it served and did not
  /// write to the ledger is given up.
  ///
  /// @return whether it was known
  boolean forget(String gatewayId);

  /// Notes where counters live of which nobody said so before.
  ///
  /// @return those of the layout that are kept elsewhere, by subscription; empty if all agree
  Map<String, Layout.Kept> keep(Layout layout);

  /// Keeps counters where this layout has them, and begins the epoch after this one, both or none:
  /// what was counted where they were is found again in the ledger and among the posted holds. What
  /// a layout of the same version or a later one said stays as it is.
  ///
  /// @param after the number of the newest epoch that the caller knows
  /// @return whether it was the caller who began it, and who so has to tell the servers
  boolean move(long after, Layout layout);

  /// How often a gateway should say that it runs.
  Duration HEARTBEAT = Duration.ofSeconds(5);
}
