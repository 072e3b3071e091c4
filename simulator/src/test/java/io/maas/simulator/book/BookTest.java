package io.maas.simulator.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0190a8b2-1111-7000-8000-000000000001",
        "0190a8b2-1111-7000-8000-000000000001.2",
        "0190a8b2-1111-7000-8000-000000000001.02",
        "0190a8b2-1111-7000-8000-000000000001.200",
        "0190a8b2-1111-7000-8000-000000000001.-2",
        "0190a8b2-1111-7000-8000-000000000001x2",
        "0190A8B2-1111-7000-8000-000000000001",
        "chatcmpl-0190a8b211117000800000000000000001",
        "00000000-0000-0000-0000-000000000000"
      })
  void keepsEveryIdAsItIs(String id) {
    var book = new Book(10);
    book.add(entry("another", 1));
    book.add(entry(id, 2));

    assertThat(book.entries().getLast()).isEqualTo(entry(id, 2));
    assertThat(book.find(new Book.Query(id, Long.MIN_VALUE))).hasSize(id.isEmpty() ? 2 : 1);
  }

  @Test
  void findsTheLinesOfOneRequestOverManyPages() {
    var book = new Book(1_000_000);
    var wanted = new UUID(7, 7).toString();
    for (int i = 0; i < 3 * Page.LINES; i++) {
      book.add(entry(i % Page.LINES == 5 ? wanted : "other" + i, i));
    }

    assertThat(book.find(new Book.Query(wanted, 0))).hasSize(3);
    assertThat(book.find(new Book.Query(wanted, Page.LINES))).hasSize(2);
    assertThat(book.entries().size()).isEqualTo(3 * Page.LINES);
  }

  @Test
  void forgetsItsOldestPagesWhenItIsFull() {
    var book = new Book(2 * Page.LINES);
    for (int i = 0; i < 10 * Page.LINES + 1; i++) {
      book.add(entry("r" + i, i));
    }

    var entries = book.entries();

    assertThat(entries.size()).isEqualTo(2 * Page.LINES + 1);
    assertThat(entries.getFirst().requestId()).isEqualTo("r" + 8 * Page.LINES);
    assertThat(entries.getLast().requestId()).isEqualTo("r" + 10 * Page.LINES);
  }

  @Test
  void whoReadsOnWhilePagesAreForgottenMissesNoneThatIsStillThere() {
    var book = new Book(Page.LINES);
    for (int i = 0; i < 2 * Page.LINES; i++) {
      book.add(entry("r" + i, i));
    }
    var read = new ArrayList<Entry>();
    long next = book.read(Book.Query.ALL, 0, read);

    book.add(entry("one that makes the first page go", 0));
    next = book.read(Book.Query.ALL, next, read);
    next = book.read(Book.Query.ALL, next, read);

    assertThat(next).isNegative();
    assertThat(read.size()).isEqualTo(2 * Page.LINES + 1);
    assertThat(read.get(Page.LINES).requestId()).isEqualTo("r" + Page.LINES);
    assertThat(book.entries().size()).isEqualTo(Page.LINES + 1);
  }

  @Test
  void goesOnAfterItWasEmptied() {
    var book = new Book(10);
    book.add(entry("before", 1));

    book.clear();
    book.add(entry("after", 2));

    assertThat(book.entries()).containsExactly(entry("after", 2));
  }

  private static Entry entry(String id, long millis) {
    return new Entry(id, "m", 1, 0, 2, Status.COMPLETED, "stop", millis);
  }
}
