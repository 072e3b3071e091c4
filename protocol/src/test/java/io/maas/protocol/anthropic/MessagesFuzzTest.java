package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever comes from outside, what is read is a value, and what was read can be written.
class MessagesFuzzTest {

  private static final List<byte[]> ASKS = golden("ask.messages.json");
  private static final List<byte[]> ANSWERS = golden("answer.messages.json");
  private static final List<byte[]> STREAMS = golden("answer.messages.sse");
  private static final Heading HEADING = new Heading("1", "asked", 7);
  private static final String[] WORDS = {
    "", "text", "thinking", "tool_use", "tool_result", "image", "document", "cache_control",
    "system", "adaptive", "enabled", "\ud83d", "\u0000", "data:", "base64", "maas-call:x"
  };

  private static List<byte[]> golden(String name) {
    try (Stream<Path> files = Files.walk(Path.of("src/test/golden"))) {
      List<byte[]> found = new ArrayList<>();
      for (Path file : files.filter(file -> file.endsWith(name)).sorted().toList()) {
        found.add(Files.readAllBytes(file));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property
  void readsOrRefusesEveryRequest(@ForAll Random random) throws IOException {
    JsonNode tree = Json.MAPPER.readTree(pick(ASKS, random));
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(tree, random);
    }

    Decoded decoded = new MessagesRequestDecoder().decode(tree.toString().getBytes(UTF_8));

    switch (decoded) {
      case Decoded.Malformed(var refusal) ->
          assertThat(refusal.message()).contains(": ").contains(" (expected: ");
      case Decoded.Read(var conversation) -> {
        Target target = new Target("served", OptionalLong.empty(), 4096);
        byte[] sent = new MessagesRequestEncoder().encode(conversation, target).body();
        JsonNode body = Json.MAPPER.readTree(sent);
        assertThat(body.path("messages").isEmpty()).isFalse();
      }
    }
  }

  @Property
  void refusesBytesThatAreNoRequest(@ForAll byte[] bytes) {
    assertThat(new MessagesRequestDecoder().decode(bytes)).isInstanceOf(Decoded.Malformed.class);
  }

  @Property
  void readsEveryAnswerOrSaysThatItIsNone(@ForAll Random random) throws IOException {
    JsonNode tree = Json.MAPPER.readTree(pick(ANSWERS, random));
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(tree, random);
    }

    WholeAnswer answer;
    try {
      answer = new MessagesAnswerDecoder().whole(tree.toString().getBytes(UTF_8));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("answer: ");
      return;
    }

    byte[] written = new MessagesAnswerEncoder(HEADING).whole(answer);
    assertThat(Json.MAPPER.readTree(written).path("type").asText()).isEqualTo("message");
  }

  @Property
  void readsEveryStreamAndWritesBlocksInOrder(@ForAll Random random) throws IOException {
    byte[] stream = pick(STREAMS, random).clone();
    for (int i = random.nextInt(6); i > 0; i--) {
      stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
    }

    assertBlocksInOrder(translate(shuffled(stream, random)));
  }

  /// Sometimes lets events come twice, out of order or not at all.
  private static List<byte[]> shuffled(byte[] stream, Random random) {
    List<byte[]> events = new ArrayList<>();
    new EventSplitter(1 << 20)
        .feed(
            stream, (bytes, from, to) -> events.add(java.util.Arrays.copyOfRange(bytes, from, to)));
    for (int i = random.nextInt(3); i > 0 && !events.isEmpty(); i--) {
      byte[] event = events.remove(random.nextInt(events.size()));
      for (int times = random.nextInt(3); times > 0; times--) {
        events.add(random.nextInt(events.size() + 1), event);
      }
    }
    return events;
  }

  private static String translate(List<byte[]> events) {
    StreamDecoder decoder = new MessagesAnswerDecoder().stream();
    StreamEncoder encoder = new MessagesAnswerEncoder(HEADING).stream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] event : events) {
      decoder.take(event, 0, event.length, read -> encoder.write(read, out));
    }
    encoder.write(new AnswerEvent.Finished(), out);
    return out.toString(UTF_8);
  }

  private static void assertBlocksInOrder(String written) throws IOException {
    int next = 0;
    boolean open = false;
    for (String event : written.strip().split("\n\n", -1)) {
      JsonNode data = Json.MAPPER.readTree(event.substring(event.indexOf("data: ") + 6));
      assertThat(event).startsWith("event: " + data.path("type").asText() + "\n");
      switch (data.path("type").asText()) {
        case "content_block_start" -> {
          assertThat(open).isFalse();
          assertThat(data.path("index").asInt()).isEqualTo(next);
          open = true;
        }
        case "content_block_delta" -> {
          assertThat(open).isTrue();
          assertThat(data.path("index").asInt()).isEqualTo(next);
        }
        case "content_block_stop" -> {
          assertThat(open).isTrue();
          open = false;
          next++;
        }
        case "message_delta", "message_stop" -> assertThat(open).isFalse();
        default -> {}
      }
    }
    assertThat(written).containsAnyOf("event: message_stop", "event: error");
  }

  private static byte[] pick(List<byte[]> golden, Random random) {
    return golden.get(random.nextInt(golden.size()));
  }

  /// Changes, removes or adds something somewhere.
  private static void mutate(JsonNode tree, Random random) {
    JsonNode at = tree;
    while (at.isContainerNode() && !at.isEmpty() && random.nextInt(4) > 0) {
      int index = random.nextInt(at.size());
      JsonNode child = at.isArray() ? at.get(index) : field(at, index).getValue();
      if (!child.isContainerNode()) {
        break;
      }
      at = child;
    }
    if (at instanceof ObjectNode object && !object.isEmpty()) {
      String name = field(object, random.nextInt(object.size())).getKey();
      switch (random.nextInt(3)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name, value(random));
        default -> object.set(WORDS[random.nextInt(WORDS.length)], value(random));
      }
    } else if (at instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), value(random));
    }
  }

  private static Map.Entry<String, JsonNode> field(JsonNode object, int index) {
    return object.properties().stream().skip(index).findFirst().orElseThrow();
  }

  private static JsonNode value(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> Json.MAPPER.nullNode();
      case 1 -> Json.MAPPER.valueToTree(random.nextInt());
      case 2 -> Json.MAPPER.valueToTree(random.nextDouble() * 1e300);
      case 3 -> Json.MAPPER.valueToTree(random.nextBoolean());
      case 4 -> Json.MAPPER.createObjectNode();
      case 5 -> Json.MAPPER.createArrayNode().add(1);
      case 6 ->
          Json.MAPPER
              .createObjectNode()
              .put("type", WORDS[random.nextInt(WORDS.length)])
              .put(WORDS[random.nextInt(WORDS.length)], "x");
      default -> Json.MAPPER.valueToTree(WORDS[random.nextInt(WORDS.length)]);
    };
  }
}
