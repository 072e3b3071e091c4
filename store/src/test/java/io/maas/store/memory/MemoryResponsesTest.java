package io.maas.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.cache.ResponseStore;
import io.maas.testkit.cache.ResponseStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryResponsesTest extends ResponseStoreContract {

  @Override
  protected ResponseStore store(long bound) {
    return new MemoryResponses(bound, System::nanoTime);
  }

  @Test
  void tellsWhatItHoldsAndWhatHadToGo() {
    MemoryResponses store = new MemoryResponses(10_000, System::nanoTime);

    for (int i = 0; i < 100; i++) {
      var _ = store.keep("key-" + i, new byte[1000], Duration.ofMinutes(1));
    }

    assertThat(store.bytes()).isBetween(1000L, 10_000L);
    assertThat(store.evicted()).isBetween(90L, 99L);
  }
}
