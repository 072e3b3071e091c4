package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.Effort;
import io.maas.protocol.openai.Formats;
import org.jspecify.annotations.Nullable;

/// The `response` object. It repeats what was asked, since clients of this dialect demand it;
/// instructions are not repeated, which may be long.
final class ResponseObject {

  private final Conversation asked;
  private final Heading heading;
  private String model;

  ResponseObject(Conversation asked, Heading heading) {
    this.asked = asked;
    this.heading = heading;
    this.model = heading.model();
  }

  /// Names the model that the upstream reported, if it did.
  void model(@Nullable String reported) {
    if (reported != null) {
      model = reported;
    }
  }

  /// The object.
  ///
  /// @param reason why it is incomplete; null if it is not
  /// @param error why it failed; null if it did not
  /// @param usage null if it is unknown
  ObjectNode write(
      String status,
      @Nullable String reason,
      @Nullable ObjectNode error,
      ArrayNode output,
      @Nullable ObjectNode usage) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("id", "resp_" + heading.id()).put("object", "response");
    body.put("created_at", heading.createdAt()).put("status", status).put("background", false);
    body.set("error", error);
    if (reason == null) {
      body.putNull("incomplete_details");
    } else {
      body.putObject("incomplete_details").put("reason", reason);
    }
    body.putNull("instructions");
    Sampling sampling = asked.sampling();
    if (sampling.maxTokens().isPresent()) {
      body.put("max_output_tokens", sampling.maxTokens().getAsLong());
    } else {
      body.putNull("max_output_tokens");
    }
    body.put("model", model);
    body.set("output", output);
    body.put("parallel_tool_calls", !Boolean.FALSE.equals(asked.parallelCalls()));
    body.putNull("previous_response_id");
    body.putObject("reasoning")
        .put("effort", Effort.word(asked.thinking(), "max"))
        .putNull("summary");
    body.put("store", false);
    body.put("temperature", sampling.temperature() == null ? 1.0 : sampling.temperature());
    text(body.putObject("text"));
    ToolChoice choice = asked.toolChoice() == null ? new ToolChoice.Auto() : asked.toolChoice();
    ResponsesToolsWriter.choice(choice, asked.tools(), body);
    tools(body.putArray("tools"));
    body.put("top_p", sampling.topP() == null ? 1.0 : sampling.topP());
    body.put("truncation", "disabled");
    body.set("usage", usage);
    if (asked.user() != null) {
      body.put("user", asked.user());
    }
    body.putObject("metadata");
    return body;
  }

  private void text(ObjectNode text) {
    ObjectNode format = text.putObject("format");
    switch (asked.format()) {
      case Format.Text _ -> format.put("type", "text");
      case Format.AnyJson _ -> format.put("type", "json_object");
      case Format.Schema schema -> Formats.put(format.put("type", "json_schema"), schema);
    }
    for (Leftover leftover : asked.leftovers()) {
      if (leftover.name().equals("text.verbosity")) {
        text.set("verbosity", leftover.value());
      }
    }
  }

  /// Each as it was declared, in its namespace.
  private void tools(ArrayNode tools) {
    String open = null;
    ArrayNode group = tools;
    for (Tool tool : asked.tools()) {
      String namespace =
          switch (tool) {
            case Tool.Function function -> function.namespace();
            case Tool.FreeText text -> text.namespace();
            case Tool.Hosted _ -> null;
          };
      if (namespace == null) {
        group = tools;
      } else if (!namespace.equals(open)) {
        ObjectNode declared = tools.addObject().put("type", "namespace").put("name", namespace);
        group = declared.put("description", "").putArray("tools");
      }
      open = namespace;
      switch (tool) {
        case Tool.Function function ->
            ResponsesToolsWriter.function(
                function,
                ResponsesToolsReader.shortName(namespace, function.name()),
                group.addObject());
        case Tool.FreeText text ->
            ResponsesToolsWriter.freeText(
                text, ResponsesToolsReader.shortName(namespace, text.name()), group.addObject());
        case Tool.Hosted hosted -> group.add(hosted.declaration());
      }
    }
  }
}
