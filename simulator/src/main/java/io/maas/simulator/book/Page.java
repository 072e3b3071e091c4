package io.maas.simulator.book;

import io.maas.simulator.book.Entry.Beside;
import org.jspecify.annotations.Nullable;

/// Some thousand lines of the book, column by column: about 50 bytes a line.
final class Page {
  static final int LINES = 4096;

  private final long[] high = new long[LINES];
  private final long[] low = new long[LINES];
  private final byte[] attempt = new byte[LINES];
  private final @Nullable String[] model = new @Nullable String[LINES];
  private final @Nullable String[] finish = new @Nullable String[LINES];
  private final Status[] status = new Status[LINES];
  private final int[] input = new int[LINES];
  private final int[] cached = new int[LINES];
  private final int[] output = new int[LINES];
  private final long[] millis = new long[LINES];
  private @Nullable String @Nullable [] odd;
  private Beside @Nullable [] beside;
  private int lines;

  boolean isFull() {
    return lines == LINES;
  }

  int lines() {
    return lines;
  }

  void add(Entry entry) {
    var id = RequestId.of(entry.requestId());
    int line = lines++;
    high[line] = id.high();
    low[line] = id.low();
    attempt[line] = id.attempt();
    if (id.odd() != null) {
      odd = odd == null ? new @Nullable String[LINES] : odd;
      odd[line] = id.odd();
    }
    if (!entry.beside().equals(Beside.NOTHING)) {
      beside = beside == null ? new Beside[LINES] : beside;
      beside[line] = entry.beside();
    }
    model[line] = entry.model();
    finish[line] = entry.finish();
    status[line] = entry.status();
    input[line] = entry.inputTokens();
    cached[line] = entry.cachedTokens();
    output[line] = entry.outputTokens();
    millis[line] = entry.millis();
  }

  boolean matches(int line, RequestId id) {
    return id.odd() == null
        ? high[line] == id.high()
            && low[line] == id.low()
            && attempt[line] == id.attempt()
            && oddAt(line) == null
        : id.odd().equals(oddAt(line));
  }

  long millis(int line) {
    return millis[line];
  }

  Entry entry(int line) {
    return new Entry(
        new RequestId(high[line], low[line], attempt[line], oddAt(line)).text(),
        model[line],
        input[line],
        cached[line],
        output[line],
        status[line],
        finish[line],
        besideAt(line),
        millis[line]);
  }

  private Beside besideAt(int line) {
    Beside found = beside == null ? null : beside[line];
    return found == null ? Beside.NOTHING : found;
  }

  private @Nullable String oddAt(int line) {
    return odd == null ? null : odd[line];
  }
}
