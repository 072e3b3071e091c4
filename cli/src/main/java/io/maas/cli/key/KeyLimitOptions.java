package io.maas.cli.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The flags that limit a key below what its subscription allows.
final class KeyLimitOptions {
  private static final Set<String> WEIGHTED = Set.of("input", "cached", "output");

  @Option(
      names = "--limit",
      paramLabel = "[UNIT=]AMOUNT[/WINDOW]",
      converter = KeyLimit.Reader.class,
      description = {
        "A limit of the key's own: 1000/1m (tokens), requests=60/1m, output=500/1h,",
        "cost=25.00/month, tokens=9000/day@Europe/Berlin, concurrent=4. May be given again."
      })
  private List<KeyLimit> limits = List.of();

  @Option(
      names = "--limit-weights",
      paramLabel = "TOKENS=WEIGHT",
      split = ",",
      description = "For what tokens count in limits of tokens: input=1,cached=0.1,output=5.")
  private Map<String, BigDecimal> weights = Map.of();

  @Option(
      names = "--enforcement",
      paramLabel = "MODE",
      description = "strict, or settle (default): what the key's own limits promise.")
  private @Nullable String enforcement;

  /// Adds what was said to a wish for a key.
  ///
  /// @param command what is misunderstood where weights weigh nothing
  void addTo(ObjectNode wish, CommandLine command) {
    check(command);
    if (!limits.isEmpty()) {
      ArrayNode list = wish.putArray("limits");
      limits.forEach(limit -> list.add(limit.tree(weights)));
    }
    if (enforcement != null) {
      wish.put("enforcement", enforcement);
    }
  }

  private void check(CommandLine command) {
    for (String token : weights.keySet()) {
      require(WEIGHTED.contains(token), command, token, "input, cached or output");
    }
    require(
        weights.isEmpty() || limits.stream().anyMatch(KeyLimit::countsAllTokens),
        command,
        "no limit of tokens",
        "--limit tokens=AMOUNT/WINDOW");
  }

  private static void require(boolean met, CommandLine command, String found, String expected) {
    if (!met) {
      throw new ParameterException(
          command, "--limit-weights: " + found + " (expected: " + expected + ")");
    }
  }
}
