package io.maas.domain.metering;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A bound on use.
///
/// @param id names the counters: unique among all limits, and the same as long as what is counted
///   is the same, so that raising [#amount()] keeps what was used
/// @param measure what is counted, and how much of it a request is
/// @param amount how many units of it fit in one window, at least 1
/// @param window over what time
/// @param scope whose use is added up
/// @param enforcement what it promises
/// @param over what use is added up
public record Limit(
    String id,
    Measure measure,
    long amount,
    Window window,
    Scope scope,
    Enforcement enforcement,
    Over over) {

  /// The largest amount that the reference accepts.
  public static final long LARGEST = 1_000_000_000L;

  /// The most points of any limit. Sums of a handful of them are exact in 64 bits, and so is each
  /// in the doubles that a script of a shared store computes with.
  public static final long MOST_POINTS = 1L << 50;

  public Limit {
    if (amount < 1 || amount > MOST_POINTS / measure.scale()) {
      throw new IllegalArgumentException(
          "limit: " + amount + " (expected: >= 1 and <= " + MOST_POINTS / measure.scale() + ")");
    }
    if ((measure.unit() == Unit.CONCURRENT_REQUESTS) != window.equals(Window.WHILE_RUNNING)) {
      throw new IllegalArgumentException(
          "window: "
              + window
              + " of "
              + measure.unit()
              + " (expected: none for concurrent requests, one for all else)");
    }
  }

  /// What a counter adds up, beside the subject of its scope. The ledger is asked by it when
  /// counters are lost.
  ///
  /// @param subscription `namespace/name`; null for all of them
  /// @param model `namespace/name`; null for all of them
  public record Over(@Nullable String subscription, @Nullable String model) {
    /// All use of the subject.
    public static final Over EVERYTHING = new Over(null, null);
  }

  /// A limit of a plain unit over everything.
  public Limit(
      String id, Unit unit, long amount, Window window, Scope scope, Enforcement enforcement) {
    this(id, Measure.of(unit), amount, window, scope, enforcement, Over.EVERYTHING);
  }

  /// A limit whose id says what is counted and nothing else: measure, window and scope.
  ///
  /// @param counter whose limit it is, unique among all that have limits
  public static Limit named(
      String counter,
      Measure measure,
      long amount,
      Window window,
      Scope scope,
      Enforcement enforcement,
      Over over) {
    String time = window.equals(Window.WHILE_RUNNING) ? "" : "/" + window;
    String id = counter + ":" + measure.word() + time + "/" + scope.name().toLowerCase(Locale.ROOT);
    return new Limit(id, measure, amount, window, scope, enforcement, over);
  }

  /// A limit of a key's own.
  public static Limit ofKey(Measure measure, long amount, Window window, Enforcement enforcement) {
    return named("key", measure, amount, window, Scope.KEY, enforcement, Over.EVERYTHING);
  }

  /// The same limit where tokens have these prices: its counter adds up what each request costs at
  /// the prices that it had. What counts no money stays as it is.
  public Limit pricedAt(@Nullable BillingRate rate) {
    Measure priced = measure.pricedAt(rate);
    return priced.equals(measure)
        ? this
        : new Limit(id, priced, amount, window, scope, enforcement, over);
  }

  /// What is counted, in a word.
  public Unit unit() {
    return measure.unit();
  }

  /// How many points of its measure fit in one window.
  public long capacity() {
    return amount * measure.scale();
  }

  /// As people say it: `1000 total tokens per 1m`, `25.00 EUR per month`, `10 concurrent requests`.
  public String words() {
    String much = measure.words(amount);
    return window.equals(Window.WHILE_RUNNING) ? much : much + " per " + window;
  }

  /// The same limit where nothing bounds a prompt: one over tokens settles there, whatever it was
  /// meant to promise.
  public Limit keepable() {
    boolean needsNoPrompt =
        unit().countsRequests() || (!measure.perMedia().isNone() && !measure.countsTokens());
    return enforcement == Enforcement.SETTLE || needsNoPrompt
        ? this
        : new Limit(id, measure, amount, window, scope, Enforcement.SETTLE, over);
  }

  /// Of two limits that count the same, the one that holds.
  public static Limit smaller(Limit one, Limit other) {
    return one.amount <= other.amount ? one : other;
  }

  /// Whether output has to be clamped so that this limit holds.
  public boolean clampsOutput() {
    return enforcement == Enforcement.STRICT && measure.countsOutput();
  }
}
