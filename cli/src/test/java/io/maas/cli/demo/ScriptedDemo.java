package io.maas.cli.demo;

import io.maas.cli.testing.FakeControl;
import io.maas.cli.testing.FakeControl.Asked;
import io.maas.cli.testing.FakeControl.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A demo as the story expects it: a gateway that lets five requests of the free tier pass and
/// twenty of the premium tier, a ledger that is a little late, and a simulator with a book.
final class ScriptedDemo implements AutoCloseable {
  private final FakeControl server = new FakeControl();
  private final AtomicInteger free = new AtomicInteger();
  private final AtomicInteger premium = new AtomicInteger();
  private final AtomicInteger asks = new AtomicInteger();
  private boolean promoted;

  /// How many pass in the free tier.
  int freeTier = 5;

  /// Tokens that the ledger forgets.
  int forgotten;

  /// Tokens that the book has and nobody else.
  int unbilled;

  /// What a limited request is told.
  Map<String, String> limited = Map.of("Content-Type", "application/json", "Retry-After", "97");

  ScriptedDemo() {
    server
        .on("GET /users", 200, "{\"data\":[{\"name\":\"alice-3\"},{\"name\":\"alice-x\"}]}")
        .on("POST /users", 201, "{}")
        .on("POST /users/alice-4/tokens", 201, "{\"token\":\"identity\",\"expiresAt\":\"x\"}")
        .on("POST /tokens", _ -> Reply.json(201, "{\"token\":\"" + tier() + "\"}"))
        .on("GET /whoami", this::whoami)
        .on("GET /models", 200, "{\"data\":[{\"id\":\"granite\"},{\"id\":\"gemma-4\"}]}")
        .on("POST " + Player.CHAT, this::chat)
        .on("POST /groups", 409, "{\"error\":\"group premium-group already exists\"}")
        .on("PUT /groups/premium-group/members/alice-4", _ -> promote())
        .on("GET /usage", _ -> Reply.json(200, usage()))
        .on("GET /book", _ -> Reply.json(200, book()));
  }

  FakeControl server() {
    return server;
  }

  private String tier() {
    return promoted ? "tier-premium" : "tier-free";
  }

  private Reply promote() {
    promoted = true;
    return new Reply(204, Map.of(), "");
  }

  private Reply whoami(Asked asked) {
    return Reply.json(
        200, "{\"user\":\"alice-4\",\"key\":{\"subscription\":\"" + asked.token() + "\"}}");
  }

  private Reply chat(Asked asked) {
    boolean isPremium = asked.token().equals("tier-premium");
    int number = (isPremium ? premium : free).incrementAndGet();
    if (number > (isPremium ? 20 : freeTier)) {
      return new Reply(429, limited, "{\"error\":{\"message\":\"limit reached\"}}");
    }
    return new Reply(
        200,
        Map.of("Content-Type", "application/json", "request-id", asked.token() + number),
        """
        {"choices":[{"message":{"content":"My name is Sim."}}],
         "usage":{"prompt_tokens":6,"completion_tokens":8}}
        """);
  }

  /// The first answer comes before the last records did.
  private String usage() {
    int late = asks.getAndIncrement() == 0 ? 1 : 0;
    return "{\"data\":["
        + row("tier-free", served(free, freeTier), 0)
        + ","
        + row("tier-premium", served(premium, 20) - late, forgotten)
        + "]}";
  }

  private static int served(AtomicInteger asked, int limit) {
    return Math.min(asked.get(), limit);
  }

  private static String row(String subscription, int requests, int forgotten) {
    return """
    {"subscription":"%s","requests":%d,"input_tokens":%d,"output_tokens":%d}\
    """
        .formatted(subscription, requests, 6 * requests - forgotten, 8 * requests);
  }

  private String book() {
    var lines = new java.util.ArrayList<String>();
    lines.add(line("of somebody else", 1000));
    for (int i = 1; i <= served(free, freeTier); i++) {
      lines.add(line("tier-free" + i + (i == 2 ? ".2" : ""), 6));
    }
    for (int i = 1; i <= served(premium, 20); i++) {
      lines.add(line("tier-premium" + i, i == 7 ? 6 + unbilled : 6));
    }
    return "{\"data\":[" + String.join(",", lines) + "]}";
  }

  private static String line(String id, int input) {
    return "{\"request_id\":\"" + id + "\",\"input_tokens\":" + input + ",\"output_tokens\":8}";
  }

  /// What the story says went wrong.
  static List<String> surprises(String out) {
    return out.lines().filter(line -> line.startsWith("- ")).toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
