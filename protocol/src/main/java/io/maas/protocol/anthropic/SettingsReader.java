package io.maas.protocol.anthropic;

import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads how tokens are chosen, how much is thought, and which form the answer has.
final class SettingsReader {

  private static final Set<String> OUTPUT = Set.of("effort", "format");

  /// What a schema is called in dialects that want a name.
  private static final String SCHEMA_NAME = "output";

  private final Place body;
  private final Leftovers leftovers;

  SettingsReader(Place body, Leftovers leftovers) {
    this.body = body;
    this.leftovers = leftovers;
  }

  Sampling sampling() {
    Long maxTokens = body.at("max_tokens").countIfSaid();
    List<String> stop = new ArrayList<>();
    for (Place sequence : body.at("stop_sequences").elements("an array of strings")) {
      stop.add(sequence.text());
    }
    return new Sampling(
        maxTokens == null ? OptionalLong.empty() : OptionalLong.of(maxTokens),
        body.at("temperature").numberIfSaid(),
        body.at("top_p").numberIfSaid(),
        body.at("top_k").countIfSaid(),
        stop,
        null,
        null,
        null,
        1);
  }

  /// How much is thought. Clients say `adaptive` and an effort together: the effort says more. A
  /// budget, or that there be no thinking, says more than an effort, which is then left over. How
  /// much of the thoughts is shown (`display`) is the provider's business.
  Thinking thinking() {
    Place thinking = body.at("thinking");
    Place effort = output().at("effort");
    String level = effort.textIfSaid();
    String type = thinking.isUnsaid() ? "" : thinking.object("an object").at("type").text();
    Thinking read =
        switch (type) {
          case "disabled" -> new Thinking.Off();
          case "enabled" -> budget(thinking);
          case "adaptive", "" -> byEffort(level, type);
          default -> {
            leftovers.add("thinking", thinking.value());
            yield byEffort(level, type);
          }
        };
    if (level != null && !(read instanceof Thinking.Effort)) {
      leftovers.add("output_config.effort", effort.value());
    }
    return read;
  }

  private static Thinking byEffort(@Nullable String level, String type) {
    if (level != null) {
      return new Thinking.Effort(level);
    }
    return type.equals("adaptive") ? new Thinking.Adaptive() : new Thinking.Unsaid();
  }

  private static Thinking budget(Place thinking) {
    Place budget = thinking.at("budget_tokens");
    Long tokens = budget.countIfSaid();
    if (tokens == null) {
      throw budget.unexpected("an integer >= 0");
    }
    return new Thinking.Budget(tokens);
  }

  /// The form of the answer, where it stands now or where it stood in the older beta.
  Format format() {
    leftovers.addUnknown("output_config.", output().value(), OUTPUT);
    Place format = output().at("format");
    return format.isUnsaid() ? format(body.at("output_format")) : format(format);
  }

  private Format format(Place format) {
    if (format.isUnsaid()) {
      return new Format.Text();
    }
    if (format.object("an object").at("type").text().equals("json_schema")) {
      Place schema = format.at("schema").object("a JSON schema");
      return new Format.Schema(SCHEMA_NAME, null, schema.value(), null);
    }
    leftovers.add("output_config.format", format.value());
    return new Format.Text();
  }

  private Place output() {
    Place output = body.at("output_config");
    return output.isUnsaid() ? output : output.object("an object");
  }
}
