package io.maas.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  private final PrefixCache cache = new PrefixCache(4);

  @Test
  void findsTheWholeBlocksThatWereThereBefore() {
    cached(tokens(40));

    assertThat(cached(IntStream.concat(IntStream.range(0, 33), IntStream.of(7, 7, 7)).toArray()))
        .isEqualTo(32);
  }

  @Test
  void aBlockCountsOnlyBehindTheSameBlocks() {
    cached(tokens(32));
    var other = tokens(32);
    other[0] = 99;

    assertThat(cached(other)).isZero();
  }

  @Test
  void theLastTokenIsNeverCached() {
    cached(tokens(32));

    assertThat(cached(tokens(32))).isEqualTo(16);
    assertThat(cached(tokens(33))).isEqualTo(32);
  }

  @Test
  void forgetsTheLongestUnused() {
    cached(tokens(32));
    cached(IntStream.range(1_000, 1_064).toArray());

    assertThat(cached(tokens(40))).isZero();
  }

  private int cached(int[] tokens) {
    List<Long> blocks = PrefixCache.blocksOf(tokens);
    return cache.cachedTokens(blocks, tokens.length);
  }

  private static int[] tokens(int count) {
    return IntStream.range(0, count).toArray();
  }
}
