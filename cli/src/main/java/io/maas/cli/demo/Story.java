package io.maas.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The story itself, chapter by chapter.
final class Story {
  static final String GROUP = "premium-group";

  private static final int RAPID = 10;
  private static final int RAPID_PASS = 4; // the first question was the fifth
  private static final int PREMIUM = 25;
  private static final int PREMIUM_PASS = 20;

  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final int MOST_PASSES = 20;

  private final Player alice;
  private final Cast cast;
  private final Reconciliation reconciliation;
  private final Narrator narrator;
  private final Ledger.Pause pause;

  Story(
      Player alice,
      Cast cast,
      Reconciliation reconciliation,
      Narrator narrator,
      Ledger.Pause pause) {
    this.alice = alice;
    this.cast = cast;
    this.reconciliation = reconciliation;
    this.narrator = narrator;
    this.pause = pause;
  }

  /// Tells it as far as it goes.
  void tell() {
    Optional<Player.Pass> free = exchange();
    if (free.isEmpty()) {
      return;
    }
    models(free.get());
    List<Turn> turns = new ArrayList<>();
    turns.add(question(free.get()));
    turns.addAll(rapid(free.get()));
    List<Phase> phases = new ArrayList<>();
    phases.add(new Phase(free.get().subscription(), turns));
    promotion(free.get())
        .ifPresent(pass -> phases.add(new Phase(pass.subscription(), premium(pass))));
    narrator.chapter("Every token is accounted for");
    narrator.command("maas usage --user " + alice.name() + " --by subscription");
    reconciliation.tell(alice.name(), phases, narrator);
  }

  private Optional<Player.Pass> exchange() {
    narrator.chapter("Her identity buys a token for ten minutes");
    showExchange();
    Optional<Player.Pass> pass = alice.pass();
    narrator.expect(
        pass.isPresent(),
        pass.map(p -> "bound to " + p.subscription() + ", the tier of everybody")
            .orElse("no token"),
        "a token");
    return pass;
  }

  private void showExchange() {
    narrator.command(
        """
        TOKEN=$(curl -sS "$MAAS_URL/maas-api/v1/tokens" -H "Authorization: Bearer $IDENTITY" \\
          -H "Content-Type: application/json" -d '{"expiration":"10m"}' | jq -r .token)\
        """);
  }

  private void models(Player.Pass pass) {
    narrator.chapter("Which models may she use?");
    narrator.command(
        "curl -sS \"$MAAS_URL/maas-api/v1/models\" -H \"Authorization: Bearer $TOKEN\" | jq");
    List<String> models = alice.models(pass);
    models.forEach(model -> narrator.result("- " + model));
    narrator.expect(!models.isEmpty(), models.size() + " models", "at least one");
  }

  private Turn question(Player.Pass pass) {
    narrator.chapter("She asks one of them a question");
    narrator.command(Player.curl("Hello! What is your name?", 50));
    Turn turn = alice.say(pass, "Hello! What is your name?", 50);
    narrator.expect(
        turn.passed(),
        "HTTP " + turn.status() + ": \"" + turn.text().replaceAll("\\p{Cntrl}+", " ") + "\"",
        "HTTP 200");
    narrator.result(
        "usage: %d prompt + %d completion = %d tokens"
            .formatted(
                turn.inputTokens(), turn.outputTokens(), turn.inputTokens() + turn.outputTokens()));
    return turn;
  }

  private List<Turn> rapid(Player.Pass pass) {
    narrator.chapter("Ten rapid requests (the free tier allows 5 in 2 minutes; one is used)");
    narrator.command(loop(10, Player.curlForStatus("Hello", 100)));
    return burst(pass, "Hello", 100, RAPID, RAPID_PASS);
  }

  private Optional<Player.Pass> promotion(Player.Pass free) {
    narrator.chapter("She joins a group of a higher tier");
    narrator.command("maas group create " + GROUP);
    narrator.command("maas group add " + GROUP + " " + alice.name());
    Optional<String> problem = cast.group(GROUP).or(() -> cast.join(GROUP, alice.name()));
    narrator.expect(
        problem.isEmpty(),
        problem.orElse(alice.name() + " is in " + GROUP),
        alice.name() + " in " + GROUP);
    if (problem.isPresent()) {
      return Optional.empty();
    }
    showExchange();
    Optional<Player.Pass> pass = otherPass(free);
    narrator.expect(
        pass.isPresent(),
        pass.map(p -> "bound to " + p.subscription()).orElse("bound to " + free.subscription()),
        "another subscription");
    return pass;
  }

  /// A pass for another subscription than before: who is in a group is known everywhere a moment
  /// after it was said.
  private Optional<Player.Pass> otherPass(Player.Pass before) {
    for (int i = 0; i < MOST_PASSES; i++) {
      Optional<Player.Pass> pass =
          alice.pass().filter(p -> !p.subscription().equals(before.subscription()));
      if (pass.isPresent()) {
        return pass;
      }
      pause.wait(BETWEEN);
    }
    return Optional.empty();
  }

  private List<Turn> premium(Player.Pass pass) {
    narrator.chapter("Twenty-five more (the premium tier allows 20 in 2 minutes)");
    narrator.command(loop(25, Player.curlForStatus("Hi", 5)));
    return burst(pass, "Hi", 5, PREMIUM, PREMIUM_PASS);
  }

  private static String loop(int times, String command) {
    return "for i in {1.." + times + "}; do\n" + command.indent(2) + "done";
  }

  /// Sends requests one after the other; so many pass, and then none.
  private List<Turn> burst(
      Player.Pass pass, String text, int maxTokens, int requests, int expectedToPass) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 1; i <= requests; i++) {
      Turn turn = alice.say(pass, text, maxTokens);
      turns.add(turn);
      narrator.result("Request %2d: HTTP %d%s".formatted(i, turn.status(), remark(turn)));
    }
    boolean asTold = true;
    for (int i = 0; i < requests; i++) {
      Turn turn = turns.get(i);
      asTold &= i < expectedToPass ? turn.passed() : turn.limited();
    }
    narrator.expect(
        asTold,
        turns.stream().filter(Turn::passed).count()
            + " passed, "
            + turns.stream().filter(Turn::limited).count()
            + " have to wait"
            + others(turns),
        "the first " + expectedToPass + " pass, the others get HTTP 429 with Retry-After");
    return turns;
  }

  private String remark(Turn turn) {
    if (turn.passed()) {
      return "  " + (turn.inputTokens() + turn.outputTokens()) + " tokens";
    }
    return turn.retryAfter().isPresent()
        ? "  " + narrator.bad("limited") + ", Retry-After: " + turn.retryAfter().getAsLong()
        : "  " + turn.text();
  }

  private static String others(List<Turn> turns) {
    String others =
        turns.stream()
            .filter(turn -> !turn.passed() && !turn.limited())
            .map(turn -> "HTTP " + turn.status())
            .distinct()
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : ", others: " + others;
  }
}
