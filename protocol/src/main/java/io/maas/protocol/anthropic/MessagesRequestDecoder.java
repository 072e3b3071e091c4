package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.access.Refusal.BadRequest;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a client of `/v1/messages` asks, or of `/v1/messages/count_tokens`, which asks the
/// same without a bound. Betas and fields that nobody knows here are left over, never refused.
public final class MessagesRequestDecoder implements RequestDecoder {

  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "system",
          "max_tokens",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "output_format",
          "stop_sequences",
          "temperature",
          "top_p",
          "top_k",
          "stream",
          "metadata",
          "cache_control",
          // Without effect on what the model says:
          "service_tier",
          "diagnostics");

  @Override
  public Decoded decode(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (!root.isObject()) {
        return malformed("body: not an object (expected: a JSON object)");
      }
      return new Decoded.Read(read(Place.root(root)));
    } catch (UnexpectedValue e) {
      return new Decoded.Malformed(e.refusal());
    } catch (IOException _) {
      return malformed("body: not JSON (expected: a JSON object)");
    }
  }

  private static Decoded malformed(String message) {
    return new Decoded.Malformed(new BadRequest(message, ""));
  }

  private static Conversation read(Place body) {
    Leftovers leftovers = new Leftovers();
    BlockReader blocks = new BlockReader(leftovers);
    ToolReader tools = new ToolReader(leftovers);
    SettingsReader settings = new SettingsReader(body, leftovers);
    List<Content> system = blocks.system(body.at("system"));
    List<Turn> turns = turns(body, blocks);
    List<Tool> functions = tools.tools(body.at("tools"));
    Place choice = body.at("tool_choice");
    ToolChoice chosen = tools.choice(choice);
    Format format = settings.format();
    Thinking thinking = settings.thinking();
    leftovers.addUnknown("", body.value(), KNOWN);
    return new Conversation(
        Boolean.TRUE.equals(body.at("stream").flagIfSaid()),
        true,
        system,
        turns,
        functions,
        chosen,
        ToolReader.parallelCalls(choice),
        settings.sampling(),
        format,
        thinking,
        user(body.at("metadata")),
        null,
        leftovers.all());
  }

  private static List<Turn> turns(Place body, BlockReader blocks) {
    Place messages = body.at("messages");
    if (messages.isUnsaid()) {
      throw messages.unexpected("an array of messages");
    }
    List<Turn> turns = new ArrayList<>();
    for (Place message : messages.elements("an array of messages")) {
      Role role = role(message.object("a message").at("role"));
      turns.add(new Turn(role, blocks.contents(message.at("content"))));
    }
    CachePoint whole = BlockReader.cachePoint(body); // it means the last block of all
    if (whole != null && !turns.isEmpty()) {
      Turn last = turns.removeLast();
      List<Content> content = new ArrayList<>(last.content());
      content.add(whole);
      turns.add(new Turn(last.role(), content));
    }
    return turns;
  }

  private static Role role(Place role) {
    return switch (role.text()) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      default -> throw role.unexpected("user, assistant or system");
    };
  }

  private static @Nullable String user(Place metadata) {
    return metadata.isUnsaid() ? null : metadata.at("user_id").textIfSaid();
  }
}
