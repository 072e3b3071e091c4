package io.maas.gateway.cache;

import static io.maas.gateway.cache.CachedModel.chat;
import static io.maas.gateway.cache.CachedModel.keep;
import static io.maas.gateway.cache.CachedModel.look;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.cache.ResponseStore;
import io.maas.domain.metering.Usage;
import io.maas.gateway.cache.Recall.Result;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.InferenceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Stores are trusted with nothing but bytes.
class ResponseCacheTest {

  private static final InferenceRequest HELLO = chat("Hello", 1);

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private final ResponseCache cache = new ResponseCache(forgetsNothing(), () -> now);

  private ResponseStore forgetsNothing() {
    return new ResponseStore() {
      @Override
      public CompletionStage<Optional<byte[]>> find(String key) {
        return CompletableFuture.completedStage(Optional.ofNullable(kept.get(key)));
      }

      @Override
      public CompletionStage<Void> keep(String key, byte[] entry, Duration time) {
        kept.put(key, entry);
        return CompletableFuture.completedStage(null);
      }
    };
  }

  @Test
  void findsWhatItKept() {
    keep(look(cache, HELLO), 10, "one");

    assertThat(look(cache, HELLO).result()).isEqualTo(Result.HIT);
  }

  @Test
  void takesNothingThatIsOverFromAStoreThatForgetsNothing() {
    keep(look(cache, HELLO), 10, "one");

    now = now.plus(Duration.ofMinutes(61));

    assertThat(look(cache, HELLO).result()).isEqualTo(Result.MISS);
  }

  @Test
  void takesNothingThatWasSpoiled() {
    keep(look(cache, HELLO), 10, "one");
    kept.replaceAll((_, entry) -> Arrays.copyOf(entry, entry.length - 1));

    assertThat(look(cache, HELLO).result()).isEqualTo(Result.MISS);
  }

  @Test
  void keepsNothingOfWhatIsNoEndpointOfTheModel() {
    keep(look(cache, HELLO), 10, "another");

    assertThat(kept).isEmpty();
  }

  @Test
  void keepsNothingThatSaysThatItFailed() {
    Answer failed = new Answer(Usage.reported(5, 3), "stop", "m", true);

    keep(look(cache, HELLO), 10, "one", failed);

    assertThat(kept).isEmpty();
  }

  @Test
  void keepsNothingThatNobodyWroteAlong() {
    keep(look(cache, HELLO), 0, "one");

    assertThat(kept).isEmpty();
  }

  @Test
  void takesNothingOfAnEndpointThatIsGone() {
    keep(look(cache, HELLO), 10, "one");
    kept.replaceAll((_, entry) -> StoredAnswerCodec.write(by(entry, "another")));

    assertThat(look(cache, HELLO).result()).isEqualTo(Result.MISS);
  }

  private static StoredAnswer by(byte[] entry, String endpoint) {
    StoredAnswer answer = StoredAnswerCodec.read(entry).orElseThrow();
    return new StoredAnswer(
        answer.at(),
        answer.contentType(),
        answer.stream(),
        endpoint,
        answer.dropped(),
        answer.usage(),
        answer.finishReason(),
        answer.model(),
        answer.body());
  }

  @Test
  void doesNotLookForWhatIsTooLong() {
    Recall looked = look(cache, chat("H".repeat(ResponseCache.LONGEST_REQUEST), 1));

    assertThat(looked.result()).isEqualTo(Result.BYPASS);
    assertThat(looked.recording()).isNull();
  }

  @Test
  void writesAlongNoMoreThanItHasRoomFor() {
    int most = 64;
    for (int i = 0; i < most + 10; i++) {
      Recording recording = look(cache, chat("Hello " + i, 1)).recording();
      Objects.requireNonNull(recording).take(new byte[1_000_000]);
    }

    assertThat(cache.recorded()).isBetween(60_000_000L, 64L * 1024 * 1024);
  }
}
