package io.maas.store.valkey;

import io.maas.store.valkey.ValkeyAddress.Node;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Tells which servers are the masters now.
interface Topology {

  /// A cluster's slots, all of which a server that is alone has.
  int SLOTS = 16_384;

  /// A master and what it has.
  ///
  /// @param first its first slot
  /// @param last its last
  record Shard(Node master, int first, int last) {
    /// Of a master that is alone.
    static Shard whole(Node master) {
      return new Shard(master, 0, SLOTS - 1);
    }
  }

  CompletionStage<List<Shard>> shards();
}
