package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes how much is thought, which form the answer has, and how tokens are chosen. The provider
/// refuses some of these together; what gives way is said to be dropped.
final class SettingsWriter {

  private static final long LEAST_BUDGET = 1024;
  private static final double HOTTEST = 1;

  private final ObjectNode body;
  private final Dropped dropped;

  SettingsWriter(ObjectNode body, Dropped dropped) {
    this.body = body;
    this.dropped = dropped;
  }

  void thinking(Thinking thinking, long maxTokens) {
    switch (thinking) {
      case Thinking.Unsaid _ -> {}
      case Thinking.Off _ -> mode("disabled");
      case Thinking.Adaptive _ -> {
        if (!isForced()) {
          mode("adaptive");
        }
      }
      case Thinking.Budget(long tokens) -> {
        if (!isForced()) {
          budget(tokens, maxTokens);
        }
      }
      case Thinking.Effort(String level) -> effort(level);
    }
  }

  private ObjectNode mode(String type) {
    return body.putObject("thinking").put("type", type);
  }

  /// Who must call a tool cannot think before, with this provider.
  private boolean isForced() {
    String choice = body.path("tool_choice").path("type").asText("");
    boolean forced = choice.equals("any") || choice.equals("tool");
    if (forced) {
      dropped.name("thinking");
    }
    return forced;
  }

  private void budget(long tokens, long maxTokens) {
    long most = maxTokens - 1; // a budget is a part of the answer's tokens
    long written = Math.min(Math.max(tokens, LEAST_BUDGET), most);
    if (written != tokens) {
      dropped.name("thinking.budget_tokens");
    }
    if (written >= LEAST_BUDGET) {
      mode("enabled").put("budget_tokens", written);
    }
  }

  private void effort(String level) {
    switch (level) {
      case "none" -> mode("disabled");
      case "minimal" -> output().put("effort", "low");
      case "low", "medium", "high", "xhigh", "max" -> output().put("effort", level);
      default -> dropped.name("reasoning_effort");
    }
  }

  void format(Format format) {
    switch (format) {
      case Format.Text _ -> {}
      case Format.AnyJson _ -> dropped.name("response_format");
      case Format.Schema schema ->
          output().putObject("format").put("type", "json_schema").set("schema", schema.schema());
    }
  }

  private ObjectNode output() {
    return body.withObjectProperty("output_config");
  }

  void sampling(Sampling sampling) {
    boolean thinks = isThinking();
    Double temperature = clamped(sampling.temperature());
    if (temperature != null && thinks && temperature != HOTTEST) {
      dropped.name("temperature");
      temperature = null;
    }
    if (temperature != null) {
      body.put("temperature", temperature);
    }
    topP(sampling.topP(), temperature != null);
    topK(sampling.topK(), thinks);
    stop(sampling.stop());
    nameUnless(sampling.choices() == 1, "n");
    nameUnless(sampling.seed() == null, "seed");
    nameUnless(isNothing(sampling.presencePenalty()), "presence_penalty");
    nameUnless(isNothing(sampling.frequencyPenalty()), "frequency_penalty");
  }

  private boolean isThinking() {
    String type = body.path("thinking").path("type").asText("");
    return type.equals("adaptive") || type.equals("enabled");
  }

  private @Nullable Double clamped(@Nullable Double temperature) {
    if (temperature == null) {
      return null;
    }
    double written = Math.min(Math.max(temperature, 0), HOTTEST);
    nameUnless(written == temperature, "temperature");
    return written;
  }

  /// Newer models refuse it beside a temperature. 1 says nothing.
  private void topP(@Nullable Double topP, boolean besideTemperature) {
    if (topP == null || topP == 1) {
      return;
    }
    if (besideTemperature) {
      dropped.name("top_p");
    } else {
      body.put("top_p", topP);
    }
  }

  private void topK(@Nullable Long topK, boolean thinks) {
    if (topK == null) {
      return;
    }
    if (thinks) {
      dropped.name("top_k");
    } else {
      body.put("top_k", topK);
    }
  }

  /// The provider refuses sequences of blanks.
  private void stop(List<String> stop) {
    List<String> written = stop.stream().filter(sequence -> !sequence.isBlank()).toList();
    nameUnless(written.size() == stop.size(), "stop");
    if (!written.isEmpty()) {
      ArrayNode sequences = body.putArray("stop_sequences");
      written.forEach(sequences::add);
    }
  }

  private void nameUnless(boolean said, String name) {
    if (!said) {
      dropped.name(name);
    }
  }

  private static boolean isNothing(@Nullable Double penalty) {
    return penalty == null || penalty == 0;
  }
}
