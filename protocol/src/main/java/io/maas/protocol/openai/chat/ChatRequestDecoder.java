package io.maas.protocol.openai.chat;

import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.Effort;
import io.maas.protocol.openai.Formats;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.SamplingReader;
import io.maas.protocol.openai.Turns;
import io.maas.protocol.openai.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads a request for a chat completion.
public final class ChatRequestDecoder implements RequestDecoder {

  /// What is read below, and what does nothing to an answer: keys and times of caches, what is
  /// stored and by which label, obfuscation.
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "tools",
          "functions",
          "tool_choice",
          "function_call",
          "parallel_tool_calls",
          "response_format",
          "reasoning_effort",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop",
          "seed",
          "presence_penalty",
          "frequency_penalty",
          "n",
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "metadata",
          "store");

  @Override
  public Decoded decode(byte[] body) {
    return Bodies.decode(body, ChatRequestDecoder::read);
  }

  private static Conversation read(Value body) {
    Leftovers leftovers = new Leftovers();
    Turns turns = new ChatMessagesReader(leftovers).read(body.at("messages"));
    ChatToolsReader tools = ChatToolsReader.read(body, leftovers);
    Format format = format(body.at("response_format"), leftovers);
    unknown(body, leftovers);
    return new Conversation(
        Boolean.TRUE.equals(body.at("stream").flag()),
        Boolean.TRUE.equals(body.at("stream_options").at("include_usage").flag()),
        turns.system(),
        turns.turns(),
        tools.tools(),
        tools.choice(),
        body.at("parallel_tool_calls").flag(),
        SamplingReader.read(body, "max_tokens", "max_completion_tokens"),
        format,
        Effort.read(body.at("reasoning_effort").text()),
        body.at("user").isSaid() ? body.at("user").text() : body.at("safety_identifier").text(),
        body.at("prompt_cache_key").text(),
        leftovers.all());
  }

  /// Fields that say what is so anyway are not worth a word.
  private static void unknown(Value body, Leftovers leftovers) {
    for (String name : (Iterable<String>) body.node()::fieldNames) {
      Value field = body.at(name);
      boolean usual =
          switch (name) {
            case "logprobs" -> Objects.equals(field.node().asText(), "false");
            case "service_tier" -> Objects.equals(field.node().asText(), "auto");
            case "modalities" -> field.isArray() && List.of("text").equals(field.texts());
            default -> KNOWN.contains(name);
          };
      if (!usual) {
        leftovers.add(field);
      }
    }
  }

  private static Format format(Value format, Leftovers leftovers) {
    if (!format.isSaid()) {
      return new Format.Text();
    }
    return switch (format.requiredObject().at("type").requiredText()) {
      case "text" -> new Format.Text();
      case "json_object" -> new Format.AnyJson();
      case "json_schema" -> {
        yield Formats.schema(format.at("json_schema").requiredObject());
      }
      default -> { // grammars and regular expressions of engines
        leftovers.add(format);
        yield new Format.Text();
      }
    };
  }
}
