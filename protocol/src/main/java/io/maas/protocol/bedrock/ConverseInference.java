package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes how tokens are chosen, and how many.
final class ConverseInference {

  /// What Converse allows of a temperature and of `topP`.
  private static final double MOST = 1;

  private final ConverseFamily family;
  private final Set<String> dropped;

  ConverseInference(ConverseFamily family, Set<String> dropped) {
    this.family = family;
    this.dropped = dropped;
  }

  /// Comes after thinking: Anthropic's models refuse most of this while they think.
  void write(ObjectNode body, Sampling sampling, Target target) {
    ObjectNode config = Json.MAPPER.createObjectNode();
    target.bound(sampling).ifPresent(most -> writeMost(config, most));
    boolean thinks = thinks(body);
    writeTemperature(config, sampling.temperature(), thinks);
    writeTopP(config, sampling.topP());
    writeStop(config, sampling.stop());
    if (!config.isEmpty()) {
      body.set("inferenceConfig", config);
    }
    if (sampling.topK() != null) {
      writeTopK(body, sampling.topK(), thinks);
    }
    nameUnless(sampling.seed() == null, "seed");
    nameUnless(isNothing(sampling.presencePenalty()), "presence_penalty");
    nameUnless(isNothing(sampling.frequencyPenalty()), "frequency_penalty");
    nameUnless(sampling.choices() == 1, "n");
  }

  /// An answer of no tokens cannot be asked for there.
  private void writeMost(ObjectNode config, long most) {
    config.put("maxTokens", Math.max(1, most));
    nameUnless(most > 0, "max_tokens");
  }

  private static boolean thinks(ObjectNode body) {
    String type =
        body.path("additionalModelRequestFields").path("thinking").path("type").asText("");
    return type.equals("enabled") || type.equals("adaptive");
  }

  private void writeTemperature(ObjectNode config, @Nullable Double asked, boolean thinks) {
    if (asked == null) {
      return;
    }
    double clamped = Math.clamp(asked, 0, MOST);
    nameUnless(clamped == asked, "temperature");
    if (thinks && clamped != MOST) {
      dropped.add("temperature");
    } else {
      config.put("temperature", clamped);
    }
  }

  /// Anthropic's newer models refuse it beside a temperature; 1 says nothing.
  private void writeTopP(ObjectNode config, @Nullable Double asked) {
    if (asked == null || asked == MOST) {
      return;
    }
    double clamped = Math.clamp(asked, 0, MOST);
    nameUnless(clamped == asked, "top_p");
    if (family == ConverseFamily.ANTHROPIC && config.has("temperature")) {
      dropped.add("top_p");
    } else {
      config.put("topP", clamped);
    }
  }

  private void writeStop(ObjectNode config, List<String> asked) {
    List<String> written = asked.stream().filter(sequence -> !sequence.isBlank()).toList();
    nameUnless(written.size() == asked.size(), "stop");
    if (!written.isEmpty()) {
      written.forEach(config.putArray("stopSequences")::add);
    }
  }

  private void writeTopK(ObjectNode body, long topK, boolean thinks) {
    switch (family) {
      case ANTHROPIC -> {
        nameUnless(!thinks, "top_k");
        if (!thinks) {
          body.withObject("/additionalModelRequestFields").put("top_k", topK);
        }
      }
      case NOVA ->
          body.withObject("/additionalModelRequestFields/inferenceConfig").put("topK", topK);
      case GPT_OSS, OTHER -> dropped.add("top_k");
    }
  }

  private void nameUnless(boolean said, String name) {
    if (!said) {
      dropped.add(name);
    }
  }

  private static boolean isNothing(@Nullable Double penalty) {
    return penalty == null || penalty == 0;
  }
}
