package io.maas.domain.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keeps answers for a while. A port: in memory with one gateway, shared with several.
///
/// It never blocks and its stages never fail: whoever cannot tell in a short time has not got it,
/// and what cannot be kept is not. Neither keys nor entries mean anything to it. What callers do to
/// an array that they gave or got is their own affair: nobody changes one.
public interface ResponseStore {

  /// Where nothing is ever kept.
  ResponseStore NOTHING =
      new ResponseStore() {
        @Override
        public CompletionStage<Optional<byte[]>> find(String key) {
          return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Void> keep(String key, byte[] entry, Duration time) {
          return CompletableFuture.completedStage(null);
        }
      };

  /// What is kept under a key, if it is known.
  CompletionStage<Optional<byte[]>> find(String key);

  /// Keeps an entry in the place of any other of its key. It may be forgotten before its time, for
  /// the sake of others, and never outlives it.
  ///
  /// @param time how long, at least a millisecond
  /// @return completes when it is kept, or will not be
  CompletionStage<Void> keep(String key, byte[] entry, Duration time);
}
