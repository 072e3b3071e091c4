package io.maas.gateway.admission;

import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.metering.Claims;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.Tokenizer;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.PromptSize;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Counts prompts with what their models name, and never makes a request wait for long: whatever is
/// too large, too late or too much is bounded by its bytes, as prompts are whose model names
/// nothing. Those are counted at once, on the thread that asks.
public final class PromptCounter {

  /// An engine that did not count is left alone for so long.
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Counting counting;
  private final LongSupplier ticker;
  private final TypicalPrompt typical = new TypicalPrompt();
  private final ConcurrentMap<ModelId, Long> pausedSince = new ConcurrentHashMap<>();
  private final Map<Source, LongAdder> counted = new EnumMap<>(Source.class);

  /// @param ticker nanoseconds
  public PromptCounter(Counting counting, LongSupplier ticker) {
    this.counting = counting;
    this.ticker = ticker;
    for (Source source : Source.values()) {
      counted.put(source, new LongAdder());
    }
  }

  /// Counts a prompt. Never fails, and is done already where nothing has to be waited for.
  ///
  /// @param claims the limits that want to know; where there are none nobody counts
  /// @param engine asks the engine, and comes with an answer in any case
  public CompletionStage<PromptCount> count(
      InferenceRequest request,
      Model model,
      Claims claims,
      Supplier<CompletionStage<EngineCount>> engine) {
    if (request.operation().medium().isPresent()) {
      return CompletableFuture.completedStage(PromptCount.NONE);
    }
    PromptBounds bounds = bounds(model, request.prompt());
    TokenizerRef ref = model.tokens().tokenizer();
    if (ref == null || claims.list().isEmpty()) {
      return done(bounds.ofBytes(null, Source.BYTES));
    }
    return ref instanceof TokenizerRef.Upstream
        ? byEngine(model.id(), bounds, engine)
        : byTokenizer(ref, request, bounds);
  }

  /// Learns what a prompt really had.
  ///
  /// @param reported by the engine
  public void learn(String model, PromptSize size, long reported) {
    typical.learn(model, size, reported);
  }

  /// How many prompts were counted in this way.
  public long counted(Source source) {
    return adder(source).sum();
  }

  private CompletionStage<PromptCount> byTokenizer(
      TokenizerRef ref, InferenceRequest request, PromptBounds bounds) {
    Optional<Tokenizer> found = counting.tokenizers().apply(ref);
    if (found.isEmpty()) {
      return done(bounds.ofBytes(null, Source.UNCOUNTED));
    }
    Tokenizer tokenizer = found.get();
    if (request.prompt().bytes() > counting.largest()) {
      return done(bounds.ofBytes(tokenizer, Source.TOO_LARGE));
    }
    CompletableFuture<PromptCount> count = new CompletableFuture<>();
    try {
      counting
          .pool()
          .execute(() -> {
            if (!count.isDone()) { // nobody waits any more
              count.complete(counted(request, tokenizer, bounds));
            }
          });
    } catch (RejectedExecutionException _) {
      return done(bounds.ofBytes(tokenizer, Source.TOO_MANY));
    }
    return count
        .completeOnTimeout(
            bounds.ofBytes(tokenizer, Source.TOO_LATE),
            counting.patience().toNanos(),
            TimeUnit.NANOSECONDS)
        .thenApply(this::tally);
  }

  private static PromptCount counted(
      InferenceRequest request, Tokenizer tokenizer, PromptBounds bounds) {
    try {
      return bounds.ofTexts(request, tokenizer);
    } catch (RuntimeException _) {
      return bounds.ofBytes(tokenizer, Source.UNCOUNTED);
    }
  }

  private CompletionStage<PromptCount> byEngine(
      ModelId model, PromptBounds bounds, Supplier<CompletionStage<EngineCount>> engine) {
    if (bounds.size().bytes() > counting.largest()) {
      return done(bounds.ofBytes(null, Source.TOO_LARGE));
    }
    if (isPaused(model)) {
      return done(bounds.ofBytes(null, Source.UNCOUNTED));
    }
    return engine
        .get()
        .exceptionally(_ -> new EngineCount.Uncounted(true))
        .thenApply(answer -> tally(said(model, bounds, answer)));
  }

  private PromptCount said(ModelId model, PromptBounds bounds, EngineCount answer) {
    return switch (answer) {
      case EngineCount.Counted(long tokens) -> bounds.ofEngine(tokens);
      case EngineCount.Uncounted(boolean whole) -> {
        if (whole) {
          pausedSince.put(model, ticker.getAsLong());
        }
        yield bounds.ofBytes(null, Source.UNCOUNTED);
      }
      case EngineCount.Late() -> {
        pausedSince.put(model, ticker.getAsLong());
        yield bounds.ofBytes(null, Source.TOO_LATE);
      }
    };
  }

  private boolean isPaused(ModelId model) {
    Long since = pausedSince.get(model);
    if (since == null) {
      return false;
    }
    boolean paused = ticker.getAsLong() - since < PAUSE_NANOS;
    if (!paused) {
      pausedSince.remove(model, since);
    }
    return paused;
  }

  private PromptBounds bounds(Model model, PromptSize size) {
    return new PromptBounds(
        size, model.tokens().template(), typical.perByte(model.id().toString()));
  }

  private CompletionStage<PromptCount> done(PromptCount count) {
    return CompletableFuture.completedFuture(tally(count));
  }

  private PromptCount tally(PromptCount count) {
    adder(count.source()).increment();
    return count;
  }

  private LongAdder adder(Source source) {
    return Objects.requireNonNull(counted.get(source));
  }
}
