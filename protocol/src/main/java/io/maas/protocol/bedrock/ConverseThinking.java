package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Thinking;
import java.util.OptionalLong;
import java.util.Set;

/// Writes how much a model shall think, in the words of its family.
final class ConverseThinking {

  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");

  /// Anthropic's least budget.
  private static final long LEAST = 1024;

  private final ConverseFamily family;
  private final Set<String> dropped;

  ConverseThinking(ConverseFamily family, Set<String> dropped) {
    this.family = family;
    this.dropped = dropped;
  }

  /// Comes after the tools: Anthropic's models cannot think before a call that they must make.
  void write(ObjectNode body, Conversation conversation, Target target) {
    JsonNode choice = body.path("toolConfig").path("toolChoice");
    boolean forced = choice.has("any") || choice.has("tool");
    switch (conversation.thinking()) {
      case Thinking.Unsaid _ -> {}
      case Thinking.Off _ -> switchTo(body, "disabled");
      case Thinking.Adaptive _ when forced -> dropped.add("thinking");
      case Thinking.Adaptive _ -> switchTo(body, "adaptive");
      case Thinking.Budget _ when forced -> dropped.add("thinking");
      case Thinking.Budget budget ->
          writeBudget(body, budget, target.bound(conversation.sampling()));
      case Thinking.Effort effort -> writeEffort(body, effort.level());
    }
  }

  private void switchTo(ObjectNode body, String type) {
    if (family == ConverseFamily.ANTHROPIC) {
      body.withObject("/additionalModelRequestFields").putObject("thinking").put("type", type);
    } else {
      dropped.add("thinking");
    }
  }

  /// A budget is a part of the answer's tokens: it shrinks with their bound, and there is none
  /// where not even the least one fits.
  private void writeBudget(ObjectNode body, Thinking.Budget budget, OptionalLong bound) {
    long most = bound.orElse(Long.MAX_VALUE) - 1;
    if (most < LEAST || family != ConverseFamily.ANTHROPIC) {
      dropped.add("thinking");
      return;
    }
    long tokens = Math.clamp(budget.tokens(), LEAST, most);
    if (tokens != budget.tokens()) {
      dropped.add("thinking.budget_tokens");
    }
    switchTo(body, "enabled");
    body.withObject("/additionalModelRequestFields/thinking").put("budget_tokens", tokens);
  }

  private void writeEffort(ObjectNode body, String level) {
    String known = level.equals("minimal") ? "low" : level;
    if (level.equals("none")) {
      switchTo(body, "disabled");
    } else if (family == ConverseFamily.ANTHROPIC && EFFORTS.contains(known)) {
      body.withObject("/outputConfig").put("effort", known);
    } else if (family == ConverseFamily.GPT_OSS && EFFORTS.contains(known)) {
      writeGptEffort(body, known);
    } else {
      dropped.add("reasoning_effort");
    }
  }

  /// Three levels, and what is more is clamped to the highest.
  private void writeGptEffort(ObjectNode body, String level) {
    boolean more = level.equals("xhigh") || level.equals("max");
    if (more) {
      dropped.add("reasoning_effort");
    }
    body.withObject("/additionalModelRequestFields").put("reasoning_effort", more ? "high" : level);
  }
}
