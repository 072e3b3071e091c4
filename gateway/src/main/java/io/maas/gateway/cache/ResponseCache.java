package io.maas.gateway.cache;

import io.maas.domain.access.Principal;
import io.maas.domain.cache.ResponseStore;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.gateway.cache.Flights.Flight;
import io.maas.gateway.cache.Recall.Result;
import io.maas.protocol.request.InferenceRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Answers that are given again, of models that say so. To be asked only for a caller who may use
/// the model: it knows of tenants, and of nobody's rights.
public final class ResponseCache {

  /// Bytes of a request above which nobody looks: it would cost more than it is likely to save.
  public static final int LONGEST_REQUEST = 1024 * 1024;

  /// How long one waits for another who asks the same.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /// Bytes of all answers that are being written along.
  private static final long MOST_RECORDED = 64 * 1024 * 1024;

  private final ResponseStore store;
  private final InstantSource clock;
  private final Flights flights = new Flights(LONGEST_WAIT);
  private final AtomicLong recorded = new AtomicLong();
  private final Map<Result, LongAdder> results = new EnumMap<>(Result.class);

  /// @param clock tells how old an answer is
  public ResponseCache(ResponseStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    for (Result result : Result.values()) {
      results.put(result, new LongAdder());
    }
  }

  /// Looks for an answer. Takes time with the size of the request; the stage never fails.
  ///
  /// @param shown the client's headers that go upstream
  /// @param control the values of its `Cache-Control`
  public CompletionStage<Recall> look(
      Principal caller,
      InferenceRequest request,
      Model model,
      Map<String, String> shown,
      List<String> control) {
    ResponseCaching caching = Objects.requireNonNull(model.serving().caching());
    CacheControl wanted = CacheControl.of(control);
    Optional<String> key =
        request.body().length > LONGEST_REQUEST || !(wanted.looks() || wanted.keeps())
            ? Optional.empty()
            : AnswerKey.of(caller, request, model, caching, shown);
    if (key.isEmpty()) {
      return CompletableFuture.completedStage(counted(new Recall(Result.BYPASS, null, null)));
    }
    Recording recording =
        wanted.keeps() ? new Recording(this, key.get(), request, model, caching) : null;
    if (!wanted.looks()) {
      return CompletableFuture.completedStage(counted(new Recall(Result.BYPASS, null, recording)));
    }
    return store
        .find(key.get())
        .thenCompose(found ->
            found
                .flatMap(StoredAnswerCodec::read)
                .filter(answer -> age(answer).compareTo(oldest(wanted, caching)) <= 0)
                .filter(answer -> isStillThere(answer, model))
                .map(ResponseCache::hit)
                .orElseGet(() -> missed(key.get(), request, recording)))
        .thenApply(this::counted);
  }

  private static CompletionStage<Recall> hit(StoredAnswer answer) {
    return CompletableFuture.completedStage(new Recall(Result.HIT, answer, null));
  }

  /// Of those who ask the same at once one goes upstream. A stream does not wait for another: its
  /// client is to see it grow.
  private CompletionStage<Recall> missed(
      String key, InferenceRequest request, @Nullable Recording recording) {
    Recall miss = new Recall(Result.MISS, null, recording);
    if (recording == null || request.stream()) {
      return CompletableFuture.completedStage(miss);
    }
    Flight mine = flights.begin(key);
    if (mine != null) {
      recording.leads(mine);
      return CompletableFuture.completedStage(miss);
    }
    return flights
        .await(key)
        .thenApply(
            landed -> landed.map(answer -> new Recall(Result.HIT, answer, null)).orElse(miss));
  }

  /// A store that keeps an entry too long does not make it live longer.
  private static Duration oldest(CacheControl wanted, ResponseCaching caching) {
    return wanted.oldest().compareTo(caching.time()) < 0 ? wanted.oldest() : caching.time();
  }

  private static boolean isStillThere(StoredAnswer answer, Model model) {
    return model.endpoints().stream()
        .anyMatch(endpoint -> endpoint.name().equals(answer.endpoint()));
  }

  private Recall counted(Recall recall) {
    Objects.requireNonNull(results.get(recall.result())).increment();
    return recall;
  }

  /// How old an answer is, on the clocks of those who made and who give it.
  public Duration age(StoredAnswer answer) {
    Duration age = Duration.between(answer.at(), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// How often looking came to this.
  public long count(Result result) {
    return Objects.requireNonNull(results.get(result)).sum();
  }

  Instant now() {
    return clock.instant();
  }

  void keep(String key, StoredAnswer answer, Duration time) {
    var _ = store.keep(key, StoredAnswerCodec.write(answer), time);
  }

  /// Takes room for bytes that are written along, if there is any.
  boolean room(int bytes) {
    if (recorded.addAndGet(bytes) <= MOST_RECORDED) {
      return true;
    }
    recorded.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    recorded.addAndGet(-bytes);
  }

  /// Bytes that are being written along.
  public long recorded() {
    return recorded.get();
  }
}
