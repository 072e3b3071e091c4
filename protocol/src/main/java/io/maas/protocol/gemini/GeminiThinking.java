package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Thinking;
import java.util.Locale;
import java.util.Set;

/// Writes how much a model shall think: from the third generation on as a level, in 2.5 as a number
/// of tokens, before that not at all.
final class GeminiThinking {

  /// As much as it needs.
  private static final long DYNAMIC = -1;

  /// What a model of 2.5 takes.
  private static final long MOST = 24_576;

  private static final long MOST_OF_PRO = 32_768;
  private static final long LEAST_OF_PRO = 128;

  private final ObjectNode config;
  private final GeminiGeneration generation;
  private final Set<String> dropped;

  GeminiThinking(ObjectNode config, GeminiGeneration generation, Set<String> dropped) {
    this.config = config;
    this.generation = generation;
    this.dropped = dropped;
  }

  void write(Thinking thinking) {
    String asked = thinking instanceof Thinking.Effort ? "reasoning_effort" : "thinking";
    if (thinking instanceof Thinking.Unsaid) {
      return;
    }
    if (generation.isThirdOrLater()) {
      level(thinking, asked);
    } else if (generation.hasBudget()) {
      budget(thinking, asked);
    } else {
      dropped.add(asked);
    }
  }

  private void level(Thinking thinking, String asked) {
    switch (thinking) {
      case Thinking.Unsaid _ -> {}
      case Thinking.Adaptive _ -> shown();
      case Thinking.Budget budget -> {
        long written = Math.clamp(budget.tokens(), LEAST_OF_PRO, MOST_OF_PRO);
        if (written != budget.tokens()) {
          dropped.add(asked);
        }
        shown().put("thinkingBudget", written);
      }
      case Thinking.Off _ -> off(asked);
      case Thinking.Effort effort -> {
        switch (effort.level()) {
          case "none" -> off(asked);
          case "minimal", "low", "medium", "high" ->
              shown().put("thinkingLevel", effort.level().toUpperCase(Locale.ROOT));
          case "xhigh", "max" -> {
            dropped.add(asked);
            shown().put("thinkingLevel", "HIGH");
          }
          default -> dropped.add(asked);
        }
      }
    }
  }

  /// None of these can be kept from thinking; this is the least that all take.
  private void off(String asked) {
    dropped.add(asked);
    config.putObject("thinkingConfig").put("thinkingLevel", "LOW");
  }

  /// Levels are those numbers of tokens that Google's own OpenAI dialect takes for them.
  private void budget(Thinking thinking, String asked) {
    long tokens =
        switch (thinking) {
          case Thinking.Unsaid _, Thinking.Adaptive _ -> DYNAMIC;
          case Thinking.Off _ -> 0;
          case Thinking.Budget budget -> budget.tokens();
          case Thinking.Effort effort ->
              switch (effort.level()) {
                case "none" -> 0;
                case "minimal", "low" -> 1024;
                case "medium" -> 8192;
                case "high" -> MOST;
                default -> Long.MAX_VALUE;
              };
        };
    long least = generation.pro() ? LEAST_OF_PRO : 0;
    long most = generation.pro() ? MOST_OF_PRO : MOST;
    long written = tokens == DYNAMIC ? DYNAMIC : Math.clamp(tokens, least, most);
    if (written != tokens) {
      dropped.add(asked);
    }
    if (tokens == 0) {
      config.putObject("thinkingConfig").put("thinkingBudget", written);
    } else {
      shown().put("thinkingBudget", written);
    }
  }

  /// Who asks for thoughts gets to read them.
  private ObjectNode shown() {
    return config.putObject("thinkingConfig").put("includeThoughts", true);
  }
}
