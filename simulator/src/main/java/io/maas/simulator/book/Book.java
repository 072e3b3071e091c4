package io.maas.simulator.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this simulator served, in the order in which requests ended; bounded, the oldest lines
/// going first. Safe for use by several threads.
public final class Book {
  /// Which lines are wanted.
  ///
  /// @param requestId only this request's, all where it is empty
  /// @param sinceMillis only those that ended then or later
  public record Query(String requestId, long sinceMillis) {
    public static final Query ALL = new Query("", Long.MIN_VALUE);
  }

  private final int capacity;
  private final ArrayDeque<Page> pages = new ArrayDeque<>();
  private long firstLine;

  /// @param capacity how many lines it keeps at least; up to two pages more before it forgets some;
  ///   0 keeps none
  public Book(int capacity) {
    this.capacity = capacity;
  }

  public synchronized void add(Entry entry) {
    if (capacity == 0) {
      return;
    }
    var page = pages.peekLast();
    if (page == null || page.isFull()) {
      page = new Page();
      pages.addLast(page);
      while ((pages.size() - 2L) * Page.LINES >= capacity) {
        dropFirstPage();
      }
    }
    page.add(entry);
  }

  /// All lines that the book has now.
  public List<Entry> entries() {
    return find(Query.ALL);
  }

  /// All lines that match.
  public List<Entry> find(Query query) {
    var found = new ArrayList<Entry>();
    for (var at = 0L; at >= 0; ) {
      at = read(query, at, found);
    }
    return found;
  }

  /// Reads on from that line to the end of its page, so that a long book can be read in parts while
  /// it is written. Returns where to read on, or a negative number at the end.
  public synchronized long read(Query query, long from, List<Entry> into) {
    long line = Math.max(from, firstLine);
    var page = pageOf(line);
    if (page == null) {
      return -1;
    }
    var id = RequestId.of(query.requestId());
    int begin = (int) ((line - firstLine) % Page.LINES);
    for (int i = begin; i < page.lines(); i++) {
      if (page.millis(i) >= query.sinceMillis()
          && (query.requestId().isEmpty() || page.matches(i, id))) {
        into.add(page.entry(i));
      }
    }
    return page.isFull() ? line - begin + Page.LINES : -1;
  }

  /// Forgets everything.
  public synchronized void clear() {
    while (!pages.isEmpty()) {
      dropFirstPage();
    }
  }

  private void dropFirstPage() {
    pages.removeFirst();
    firstLine += Page.LINES;
  }

  private @Nullable Page pageOf(long line) {
    long wanted = (line - firstLine) / Page.LINES;
    Iterator<Page> all = pages.iterator();
    for (long i = 0; i < wanted && all.hasNext(); i++) {
      all.next();
    }
    return all.hasNext() ? all.next() : null;
  }
}
