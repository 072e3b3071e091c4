package io.maas.protocol.openai.responses;

import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.Effort;
import io.maas.protocol.openai.Formats;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.SamplingReader;
import io.maas.protocol.openai.Turns;
import io.maas.protocol.openai.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a request for a response. What would need us to keep responses is refused: the gateway
/// stores none.
///
/// `reasoning.summary` is not kept: what may be read of thoughts is answered anyway.
public final class ResponsesRequestDecoder implements RequestDecoder {

  /// What is read below, and what does nothing to an answer: keys and times of caches, what is
  /// stored and by which label, obfuscation, what clients say of themselves.
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "stream",
          "stream_options",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "text",
          "reasoning",
          "max_output_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop",
          "seed",
          "presence_penalty",
          "frequency_penalty",
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "prompt_cache_options",
          "metadata",
          "client_metadata",
          "store",
          "background",
          "include");

  private static final Set<String> KNOWN_TEXT = Set.of("format");
  private static final Set<String> KNOWN_REASONING =
      Set.of("effort", "summary", "generate_summary", "context");
  private static final String SEALED = "reasoning.encrypted_content";

  @Override
  public Decoded decode(byte[] body) {
    return Bodies.decode(body, ResponsesRequestDecoder::read);
  }

  private static Conversation read(Value body) {
    refuseState(body);
    Leftovers leftovers = new Leftovers();
    List<Tool> tools = new ArrayList<>();
    ResponsesToolsReader.read(body.at("tools"), tools, leftovers);
    Turns turns = new ResponsesInputReader(leftovers, tools).read(body);
    ResponsesToolChoice choice = ResponsesToolChoice.read(body.at("tool_choice"), tools, leftovers);
    Format format = format(body.at("text"), leftovers);
    leftovers(body, leftovers);
    return new Conversation(
        Boolean.TRUE.equals(body.at("stream").flag()),
        true, // usage is in the last event always
        turns.system(),
        turns.turns(),
        choice.tools(),
        choice.choice(),
        body.at("parallel_tool_calls").flag(),
        SamplingReader.read(body, "max_output_tokens"),
        format,
        Effort.read(body.at("reasoning").at("effort").text()),
        body.at("user").isSaid() ? body.at("user").text() : body.at("safety_identifier").text(),
        body.at("prompt_cache_key").text(),
        leftovers.all());
  }

  private static void refuseState(Value body) {
    for (String name : List.of("previous_response_id", "conversation", "prompt")) {
      if (body.at(name).isSaid()) {
        throw body.at(name)
            .unexpected("none: nothing is stored here, send the whole conversation as input");
      }
    }
    if (Boolean.TRUE.equals(body.at("background").flag())) {
      throw body.at("background").unexpected("false: nothing is stored here to be fetched later");
    }
  }

  private static Format format(Value text, Leftovers leftovers) {
    if (!text.isSaid()) {
      return new Format.Text();
    }
    leftovers.addUnknown(text.requiredObject(), KNOWN_TEXT);
    Value format = text.at("format");
    if (!format.isSaid()) {
      return new Format.Text();
    }
    return switch (format.requiredObject().at("type").requiredText()) {
      case "text" -> new Format.Text();
      case "json_object" -> new Format.AnyJson();
      case "json_schema" -> Formats.schema(format);
      default -> { // grammars
        leftovers.add(format);
        yield new Format.Text();
      }
    };
  }

  private static void leftovers(Value body, Leftovers leftovers) {
    Value reasoning = body.at("reasoning");
    if (reasoning.isSaid()) {
      leftovers.addUnknown(reasoning.requiredObject(), KNOWN_REASONING);
    }
    if (!body.at("include").items().stream()
        .allMatch(what -> what.node().asText().equals(SEALED))) {
      leftovers.add(body.at("include"));
    }
    for (String name : (Iterable<String>) body.node()::fieldNames) {
      Value field = body.at(name);
      boolean usual =
          switch (name) {
            case "truncation" -> field.node().asText().equals("disabled");
            case "service_tier" -> field.node().asText().equals("auto");
            case "top_logprobs" -> field.node().asText().equals("0");
            default -> KNOWN.contains(name);
          };
      if (!usual) {
        leftovers.add(field);
      }
    }
  }
}
