package io.maas.systemtests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Served;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger and the simulator's book laid side by side, request by request.
///
/// @param told requests whose usage reached the gateway
/// @param others those that ended before it did
/// @param unwritten requests of the book that the ledger does not have
public record Reconciliation(List<Pair> told, List<Pair> others, List<Served> unwritten) {

  /// What the two say of one request.
  ///
  /// @param served null if it never reached the simulator
  public record Pair(Recorded recorded, @Nullable Served served) {

    boolean agrees() {
      return served != null
          && recorded.input() != null
          && recorded.output() != null
          && recorded.input() == served.input()
          && recorded.output() == served.output();
    }

    boolean isMarked() {
      return recorded.estimated() || recorded.outcome().equals("failed");
    }

    long booked() {
      return served == null ? 0 : served.total();
    }
  }

  /// Lays them side by side.
  public static Reconciliation of(List<Recorded> ledger, List<Served> book) {
    Map<String, Served> served =
        book.stream()
            .collect(Collectors.toMap(Served::requestId, Function.identity(), (a, _) -> a));
    List<Pair> pairs = ledger.stream().map(row -> new Pair(row, served.get(row.id()))).toList();
    Map<String, Recorded> written =
        ledger.stream().collect(Collectors.toMap(Recorded::id, Function.identity()));
    return new Reconciliation(
        pairs.stream().filter(pair -> pair.recorded().isTold()).toList(),
        pairs.stream().filter(pair -> !pair.recorded().isTold()).toList(),
        book.stream().filter(line -> !written.containsKey(line.requestId())).toList());
  }

  /// Asserts what must hold of any two such books.
  public Reconciliation verify() {
    assertThat(unwritten).as("served, and not in the ledger").isEmpty();
    assertThat(told).as("told by the engine").allMatch(Pair::agrees);
    assertThat(others).as("never told by the engine").allMatch(Pair::isMarked);
    return this;
  }

  /// All tokens in the ledger.
  public long recordedTokens() {
    return ledger(told) + ledger(others);
  }

  /// The figures in one line.
  public String figures() {
    return "reconciled %d requests: ledger %d tokens, book %d tokens, difference %d; %s"
        .formatted(
            told.size(),
            ledger(told),
            book(told),
            ledger(told) - book(told),
            others.size()
                + " without usage: ledger %d tokens, book %d tokens, difference %d"
                    .formatted(ledger(others), book(others), ledger(others) - book(others)));
  }

  private static long ledger(List<Pair> pairs) {
    return pairs.stream().mapToLong(pair -> pair.recorded().total()).sum();
  }

  private static long book(List<Pair> pairs) {
    return pairs.stream().mapToLong(Pair::booked).sum();
  }
}
