package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.Effort;
import io.maas.protocol.openai.EndUser;
import io.maas.protocol.openai.Formats;
import io.maas.protocol.openai.SamplingWriter;
import io.maas.protocol.openai.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Writes a request for a response that is not stored.
///
/// Where the client spoke of thinking, or brings thoughts back, the sealed thoughts are asked for,
/// so that the client can bring them back; a model that does not think refuses to be asked. A
/// summary is asked for where the client counts thinking in tokens or leaves it to the model, as
/// only clients do that show it.
public final class ResponsesRequestEncoder implements RequestEncoder {

  private static final long LEAST_OUTPUT = 16;

  @Override
  public Encoded encode(Conversation conversation, Target target) {
    List<String> dropped = new ArrayList<>();
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", target.model());
    String instructions = Texts.joined(conversation.system());
    if (!instructions.isEmpty()) {
      body.put("instructions", instructions);
    }
    new ResponsesInputWriter(body.putArray("input"), dropped).write(conversation);
    bound(conversation.sampling(), target, body, dropped);
    sampling(conversation.sampling(), body, dropped);
    ResponsesToolsWriter.write(conversation, body, dropped);
    format(conversation.format(), body);
    reasoning(conversation, body);
    EndUser.of(conversation).ifPresent(user -> body.put("user", user));
    if (conversation.cacheKey() != null) {
      body.put("prompt_cache_key", conversation.cacheKey());
    }
    leftovers(conversation.leftovers(), body, dropped);
    body.put("store", false);
    if (conversation.stream()) {
      body.put("stream", true);
    }
    return new Encoded(Bodies.bytes(body), dropped);
  }

  /// OpenAI refuses a bound below its least. What was asked is raised, and that is told; what was
  /// allowed never is.
  private static void bound(
      Sampling sampling, Target target, ObjectNode body, List<String> dropped) {
    OptionalLong bound = target.bound(sampling);
    if (bound.isEmpty()) {
      return;
    }
    long most = bound.getAsLong();
    if (most < LEAST_OUTPUT && target.allowance().orElse(LEAST_OUTPUT) >= LEAST_OUTPUT) {
      most = LEAST_OUTPUT;
      dropped.add("max_output_tokens");
    }
    body.put("max_output_tokens", most);
  }

  private static void sampling(Sampling sampling, ObjectNode body, List<String> dropped) {
    SamplingWriter numbers = new SamplingWriter(body, dropped);
    numbers.put("temperature", sampling.temperature(), 0, 2);
    numbers.put("top_p", sampling.topP(), 0, 1);
    drop(sampling.topK() != null, "top_k", dropped);
    drop(!sampling.stop().isEmpty(), "stop", dropped);
    drop(sampling.seed() != null, "seed", dropped);
    drop(sampling.presencePenalty() != null, "presence_penalty", dropped);
    drop(sampling.frequencyPenalty() != null, "frequency_penalty", dropped);
    drop(sampling.choices() > 1, "n", dropped);
  }

  private static void drop(boolean said, String name, List<String> dropped) {
    if (said) {
      dropped.add(name);
    }
  }

  private static void format(Format format, ObjectNode body) {
    switch (format) {
      case Format.Text _ -> {}
      case Format.AnyJson _ ->
          body.putObject("text").putObject("format").put("type", "json_object");
      case Format.Schema schema -> {
        ObjectNode written = body.putObject("text").putObject("format");
        Formats.put(written.put("type", "json_schema"), schema);
      }
    }
  }

  private static void reasoning(Conversation conversation, ObjectNode body) {
    Thinking thinking = conversation.thinking();
    boolean shown = thinking instanceof Thinking.Budget || thinking instanceof Thinking.Adaptive;
    String effort = Effort.word(thinking, "xhigh");
    if (effort != null || shown) {
      ObjectNode reasoning = body.putObject("reasoning");
      if (effort != null) {
        reasoning.put("effort", effort);
      }
      if (shown) {
        reasoning.put("summary", "auto");
      }
    }
    if (shown || thinking instanceof Thinking.Effort || bringsThoughts(conversation)) {
      body.putArray("include").add("reasoning.encrypted_content");
    }
  }

  private static boolean bringsThoughts(Conversation conversation) {
    return conversation.turns().stream()
        .flatMap(turn -> turn.content().stream())
        .anyMatch(part ->
            part instanceof Content.SealedThought
                || (part instanceof Content.Thought thought && thought.signature() != null));
  }

  /// What OpenAI's other dialect says by another name, or the same.
  private static void leftovers(List<Leftover> leftovers, ObjectNode body, List<String> dropped) {
    for (Leftover leftover : leftovers) {
      switch (leftover.name()) {
        case "verbosity", "text.verbosity" -> {
          ObjectNode text =
              body.path("text") instanceof ObjectNode there ? there : body.putObject("text");
          text.set("verbosity", leftover.value());
        }
        case "service_tier" -> {
          switch (leftover.value().asText()) {
            case "auto", "default", "flex", "priority", "scale" ->
                body.set("service_tier", leftover.value());
            default -> dropped.add(leftover.name()); // Anthropic's words
          }
        }
        default -> dropped.add(leftover.name());
      }
    }
  }
}
