package io.maas.protocol.conversation;

import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Makes conversations for tests, as some client asks them.
public record Asked(
    List<Content> system,
    List<Turn> turns,
    List<Tool> tools,
    @Nullable ToolChoice choice,
    @Nullable Boolean parallel,
    Sampling sampling,
    Format format,
    Thinking thinking,
    List<Leftover> leftovers) {

  /// Of the weather.
  public static final Tool.Function WEATHER =
      new Tool.Function(
          "get_weather",
          "The weather of a city.",
          json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"),
          null,
          null);

  /// What was said, and nothing else.
  public static Asked of(Turn... turns) {
    return new Asked(
        List.of(),
        List.of(turns),
        List.of(),
        null,
        null,
        Sampling.UNSAID,
        new Format.Text(),
        new Thinking.Unsaid(),
        List.of());
  }

  /// What the user said.
  public static Turn user(Content... content) {
    return new Turn(Role.USER, List.of(content));
  }

  /// What the user said in plain text.
  public static Turn user(String text) {
    return user(new Content.Text(text));
  }

  /// What the model said.
  public static Turn model(Content... content) {
    return new Turn(Role.ASSISTANT, List.of(content));
  }

  /// A call of [#WEATHER].
  public static Content.ToolCall call(String id) {
    return new Content.ToolCall(id, "get_weather", "{\"city\":\"Paris\"}", null);
  }

  /// What it brought.
  public static Content.ToolResult result(String id, Content... content) {
    return new Content.ToolResult(id, List.of(content), false);
  }

  /// JSON as a tree.
  public static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public Asked system(Content... said) {
    return new Asked(
        List.of(said), turns, tools, choice, parallel, sampling, format, thinking, leftovers);
  }

  public Asked tools(Tool... given) {
    return new Asked(
        system, turns, List.of(given), choice, parallel, sampling, format, thinking, leftovers);
  }

  public Asked choice(ToolChoice given) {
    return new Asked(system, turns, tools, given, parallel, sampling, format, thinking, leftovers);
  }

  public Asked parallel(boolean given) {
    return new Asked(system, turns, tools, choice, given, sampling, format, thinking, leftovers);
  }

  public Asked sampling(Sampling given) {
    return new Asked(system, turns, tools, choice, parallel, given, format, thinking, leftovers);
  }

  /// At most so many tokens.
  public Asked most(long tokens) {
    return sampling(
        new Sampling(OptionalLong.of(tokens), null, null, null, List.of(), null, null, null, 1));
  }

  public Asked format(Format given) {
    return new Asked(system, turns, tools, choice, parallel, sampling, given, thinking, leftovers);
  }

  public Asked thinking(Thinking given) {
    return new Asked(system, turns, tools, choice, parallel, sampling, format, given, leftovers);
  }

  public Asked leftover(String name) {
    return new Asked(
        system,
        turns,
        tools,
        choice,
        parallel,
        sampling,
        format,
        thinking,
        List.of(new Leftover(name, json("1"))));
  }

  /// The conversation.
  public Conversation conversation() {
    return new Conversation(
        false, false, system, turns, tools, choice, parallel, sampling, format, thinking, "user-1",
        "cache-1", leftovers);
  }
}
