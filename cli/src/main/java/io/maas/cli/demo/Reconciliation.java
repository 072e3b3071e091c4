package io.maas.cli.demo;

import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Three accounts of the same requests, which must agree to the token: the client's (what its
/// answers said), the ledger's and the simulator's.
///
/// @param ledger asked as an administrator
/// @param book the simulator's; empty if nobody knows where it is
record Reconciliation(Ledger ledger, Optional<Book> book) {
  private static final String ANSWERS = "'s answers";

  /// What somebody says of a phase.
  private record Account(Phase phase, String whose, Tally tally) {
    void add(Table table) {
      table.row(
          phase.subscription(),
          whose,
          String.valueOf(tally.requests()),
          String.valueOf(tally.inputTokens()),
          String.valueOf(tally.outputTokens()),
          String.valueOf(tally.totalTokens()));
    }

    boolean isOfTheClient() {
      return whose.endsWith(ANSWERS);
    }

    void judge(Narrator narrator) {
      narrator.expect(
          tally.equals(phase.seen()),
          "%s of %s: %s".formatted(whose, phase.subscription(), text(tally)),
          text(phase.seen()));
    }

    private static String text(Tally tally) {
      return tally.requests() + " requests, " + tally.totalTokens() + " tokens";
    }
  }

  /// Compares, shows the figures and says whether they agree.
  void tell(String user, List<Phase> phases, Narrator narrator) {
    List<Account> accounts = accounts(user, phases);
    Table table =
        new Table(
            List.of(
                Column.words("SUBSCRIPTION"),
                Column.words("ACCORDING TO"),
                Column.numbers("REQUESTS"),
                Column.numbers("INPUT"),
                Column.numbers("OUTPUT"),
                Column.numbers("TOKENS")));
    accounts.forEach(account -> account.add(table));
    narrator.table(table);
    accounts.stream()
        .filter(account -> !account.isOfTheClient())
        .forEach(account -> account.judge(narrator));
  }

  private List<Account> accounts(String user, List<Phase> phases) {
    long served = phases.stream().mapToLong(phase -> phase.seen().requests()).sum();
    Map<String, Tally> recorded = ledger.of(user, served);
    List<Account> accounts = new ArrayList<>();
    for (Phase phase : phases) {
      Tally written = recorded.getOrDefault(phase.subscription(), Tally.NOTHING);
      accounts.add(new Account(phase, user + ANSWERS, phase.seen()));
      accounts.add(new Account(phase, "the ledger", written));
      book.flatMap(b -> b.tally(phase.served()))
          .ifPresent(booked -> accounts.add(new Account(phase, "the model's book", booked)));
    }
    return accounts;
  }
}
