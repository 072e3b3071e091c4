package io.maas.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.cache.ResponseStore;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of answers must do.
public abstract class ResponseStoreContract {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long BOUND = 20_000;

  /// An empty store that keeps no more bytes than this.
  protected abstract ResponseStore store(long bound);

  @Test
  void findsWhatWasKept() {
    // given
    ResponseStore store = store(BOUND);
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);

    // when
    keep(store, "a", everyByte, LONG);

    // then
    assertThat(find(store, "a"))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(everyByte));
    assertThat(find(store, "b")).isEmpty();
  }

  @Test
  void findsWhatWasKeptLast() {
    ResponseStore store = store(BOUND);
    keep(store, "a", new byte[] {1}, LONG);

    keep(store, "a", new byte[] {2, 3}, LONG);

    assertThat(find(store, "a"))
        .hasValueSatisfying(found -> assertThat(found).containsExactly(2, 3));
  }

  @Test
  void forgetsWhatHasHadItsTime() {
    ResponseStore store = store(BOUND);
    keep(store, "brief", new byte[] {1}, Duration.ofMillis(1));
    keep(store, "long", new byte[] {2}, LONG);

    Eventually.holds("forgotten", PATIENCE, () -> find(store, "brief").isEmpty());

    assertThat(find(store, "long")).isPresent();
  }

  @Test
  void givesAnEntryTheTimeOfItsLastKeeping() {
    ResponseStore store = store(BOUND);
    keep(store, "a", new byte[] {1}, LONG);

    keep(store, "a", new byte[] {2}, Duration.ofMillis(1));

    Eventually.holds("forgotten", PATIENCE, () -> find(store, "a").isEmpty());
  }

  @Test
  void keepsNoMoreThanItsBound() {
    ResponseStore store = store(BOUND);

    for (int i = 0; i < 100; i++) {
      keep(store, "key-" + i, new byte[1000], LONG);
    }

    Eventually.holds(
        "within its bound",
        PATIENCE,
        () -> {
          long kept =
              IntStream.range(0, 100).filter(i -> find(store, "key-" + i).isPresent()).count();
          return kept > 0 && kept * 1000 <= BOUND;
        });
  }

  @Test
  void keepsNothingThatIsLargerThanItsBound() {
    ResponseStore store = store(BOUND);

    keep(store, "large", new byte[(int) BOUND + 1], LONG);

    Eventually.holds("gone", PATIENCE, () -> find(store, "large").isEmpty());
  }

  private static Optional<byte[]> find(ResponseStore store, String key) {
    return store.find(key).toCompletableFuture().join();
  }

  private static void keep(ResponseStore store, String key, byte[] entry, Duration time) {
    store.keep(key, entry, time).toCompletableFuture().join();
  }
}
