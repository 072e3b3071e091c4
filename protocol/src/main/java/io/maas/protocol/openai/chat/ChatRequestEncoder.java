package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.Effort;
import io.maas.protocol.openai.EndUser;
import io.maas.protocol.openai.Formats;
import io.maas.protocol.openai.SamplingWriter;
import io.maas.protocol.request.BoundName;
import java.util.ArrayList;
import java.util.List;

/// Writes a request for a chat completion.
///
/// Usage in the stream is asked for always. `top_k` is sent although OpenAI does not know it: the
/// engines do. More than four stop sequences are sent, since engines take them.
public final class ChatRequestEncoder implements RequestEncoder {

  @Override
  public Encoded encode(Conversation conversation, Target target) {
    List<String> dropped = new ArrayList<>();
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", target.model());
    new ChatMessagesWriter(body.putArray("messages"), dropped).write(conversation);
    target
        .bound(conversation.sampling())
        .ifPresent(most -> body.put(BoundName.of(target.model()), most));
    sampling(conversation.sampling(), body, dropped);
    new ChatToolsWriter(body, dropped).write(conversation);
    format(conversation.format(), body);
    String effort = Effort.word(conversation.thinking(), "high");
    if (effort != null) {
      body.put("reasoning_effort", effort);
    }
    EndUser.of(conversation).ifPresent(user -> body.put("user", user));
    if (conversation.cacheKey() != null) {
      body.put("prompt_cache_key", conversation.cacheKey());
    }
    leftovers(conversation.leftovers(), body, dropped);
    if (conversation.stream()) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return new Encoded(Bodies.bytes(body), dropped);
  }

  private static void sampling(Sampling sampling, ObjectNode body, List<String> dropped) {
    SamplingWriter numbers = new SamplingWriter(body, dropped);
    numbers.put("temperature", sampling.temperature(), 0, 2);
    numbers.put("top_p", sampling.topP(), 0, 1);
    if (sampling.topK() != null) {
      body.put("top_k", sampling.topK());
    }
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    numbers.put("presence_penalty", sampling.presencePenalty(), -2, 2);
    numbers.put("frequency_penalty", sampling.frequencyPenalty(), -2, 2);
    if (sampling.choices() > 1) {
      body.put("n", sampling.choices());
    }
  }

  private static void format(Format format, ObjectNode body) {
    switch (format) {
      case Format.Text _ -> {}
      case Format.AnyJson _ -> body.putObject("response_format").put("type", "json_object");
      case Format.Schema schema -> {
        ObjectNode written = body.putObject("response_format").put("type", "json_schema");
        Formats.put(written.putObject("json_schema"), schema);
      }
    }
  }

  /// What OpenAI's other dialect says by another name, or the same.
  private static void leftovers(List<Leftover> leftovers, ObjectNode body, List<String> dropped) {
    for (Leftover leftover : leftovers) {
      switch (leftover.name()) {
        case "text.verbosity", "verbosity" -> body.set("verbosity", leftover.value());
        case "service_tier" -> serviceTier(leftover, body, dropped);
        case "logit_bias" -> body.set("logit_bias", leftover.value());
        default -> dropped.add(leftover.name());
      }
    }
  }

  /// Anthropic has a field of that name, and other words in it.
  private static void serviceTier(Leftover tier, ObjectNode body, List<String> dropped) {
    switch (tier.value().asText()) {
      case "auto", "default", "flex", "priority", "scale" -> body.set("service_tier", tier.value());
      default -> dropped.add(tier.name());
    }
  }
}
