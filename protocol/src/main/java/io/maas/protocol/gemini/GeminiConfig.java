package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes how tokens are chosen, how many, and in which form.
final class GeminiConfig {

  private static final int MOST_STOP_SEQUENCES = 5;

  private final ObjectNode config;
  private final Set<String> dropped;

  GeminiConfig(ObjectNode config, Set<String> dropped) {
    this.config = config;
    this.dropped = dropped;
  }

  void write(Conversation conversation, Target target) {
    Sampling sampling = conversation.sampling();
    target.bound(sampling).ifPresent(most -> config.put("maxOutputTokens", most));
    number("temperature", "temperature", sampling.temperature(), 0, 2);
    number("topP", "top_p", sampling.topP(), 0, 1);
    whole("topK", "top_k", sampling.topK());
    stop(sampling.stop());
    whole("seed", "seed", sampling.seed());
    number("presencePenalty", "presence_penalty", sampling.presencePenalty(), -2, 2);
    number("frequencyPenalty", "frequency_penalty", sampling.frequencyPenalty(), -2, 2);
    if (sampling.choices() > 1) {
      dropped.add("n"); // one answer is one answer here
    }
    format(conversation.format());
  }

  private void number(
      String field, String asked, @Nullable Double value, double least, double most) {
    if (value != null) {
      double clamped = Math.clamp(value, least, most);
      config.put(field, clamped);
      if (clamped != value) {
        dropped.add(asked);
      }
    }
  }

  /// Whole numbers have 32 bits there.
  private void whole(String field, String asked, @Nullable Long value) {
    if (value != null && value == value.intValue()) {
      config.put(field, value.intValue());
    } else if (value != null) {
      dropped.add(asked);
    }
  }

  private void stop(List<String> asked) {
    List<String> usable = asked.stream().filter(sequence -> !sequence.isEmpty()).toList();
    List<String> written = usable.stream().limit(MOST_STOP_SEQUENCES).toList();
    if (written.size() < asked.size()) {
      dropped.add("stop");
    }
    if (!written.isEmpty()) {
      written.forEach(config.putArray("stopSequences")::add);
    }
  }

  private void format(Format format) {
    switch (format) {
      case Format.Text _ -> {}
      case Format.AnyJson _ -> config.put("responseMimeType", "application/json");
      case Format.Schema schema ->
          config
              .put("responseMimeType", "application/json")
              .set("responseJsonSchema", schema.schema());
    }
  }
}
