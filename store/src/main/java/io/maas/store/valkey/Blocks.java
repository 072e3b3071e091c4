package io.maas.store.valkey;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The blocks that the servers hold for this process, until they know what became of them.
final class Blocks {

  private final Counters counters;
  private final Settlements settlements;
  private final Set<Block> held = ConcurrentHashMap.newKeySet();

  Blocks(Counters counters, Settlements settlements) {
    this.counters = counters;
    this.settlements = settlements;
  }

  void add(Block block) {
    held.add(block);
  }

  int count() {
    return held.size();
  }

  /// Tells the servers of a retired block, if there is something that they do not know. What
  /// changes while they are told is told afterwards.
  void tell(@Nullable Block block) {
    if (block == null || !block.beginsTelling()) {
      return;
    }
    var _ =
        settlements
            .tell(() -> counters.restate(block, block.statement()))
            .thenRun(() -> {
              if (block.endsTelling()) {
                held.remove(block);
              } else if (block.isOver()) {
                tell(block);
              }
            });
  }

  /// Of all blocks that are retired. Those whose requests run long give back what others left.
  void tellAll() {
    held.forEach(this::tell);
  }
}
