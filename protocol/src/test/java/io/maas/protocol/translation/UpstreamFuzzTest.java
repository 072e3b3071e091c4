package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.aws.Frames;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What Bedrock and Google answer, with pieces of it gone, doubled, or of another type: events or
/// an [IOException], and nothing else.
class UpstreamFuzzTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final List<JsonNode> CONVERSE = wholes("bedrock-converse");
  private static final List<JsonNode> GEMINI = wholes("gemini");
  private static final List<JsonNode> FRAMES = frames();
  private static final List<JsonNode> CHUNKS = chunks();

  @Property
  void readsAnyAnswerInOneBody(@ForAll long seed) {
    Random random = new Random(seed);
    read(Dialect.BEDROCK_CONVERSE, body(CONVERSE, random));
    read(Dialect.GEMINI, body(GEMINI, random));
  }

  @Property
  void readsAnyFrames(@ForAll long seed) {
    Random random = new Random(seed);
    AnswerDecoder.StreamDecoder decoder =
        Dialects.upstreamAnswers(Dialect.BEDROCK_CONVERSE).orElseThrow().stream();
    List<AnswerEvent> events = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      JsonNode frame = FRAMES.get(random.nextInt(FRAMES.size()));
      String payload = new String(mutated(frame.path("payload"), random), UTF_8);
      byte[] bytes =
          frame.has("exception") && random.nextInt(10) == 0
              ? Frames.exception(frame.path("exception").asText(), payload)
              : Frames.event(frame.path("event").asText("metadata"), payload);
      if (random.nextInt(20) == 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt();
      }
      decoder.take(bytes, 0, bytes.length, events::add);
    }
    decoder.ended(events::add);
    assertEndsOnce(events);
  }

  @Property
  void readsAnyEvents(@ForAll long seed) {
    Random random = new Random(seed);
    AnswerDecoder.StreamDecoder decoder =
        Dialects.upstreamAnswers(Dialect.GEMINI).orElseThrow().stream();
    List<AnswerEvent> events = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      JsonNode chunk = CHUNKS.get(random.nextInt(CHUNKS.size()));
      byte[] bytes =
          ("data: " + new String(mutated(chunk, random), UTF_8) + "\n\n").getBytes(UTF_8);
      if (random.nextInt(20) == 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt();
      }
      decoder.take(bytes, 0, bytes.length, events::add);
    }
    decoder.ended(events::add);
    assertEndsOnce(events);
  }

  @Property
  void takesAnyBytesForAnEvent(@ForAll byte[] bytes) {
    for (Dialect dialect : List.of(Dialect.BEDROCK_CONVERSE, Dialect.GEMINI)) {
      AnswerDecoder.StreamDecoder decoder =
          Dialects.upstreamAnswers(dialect).orElseThrow().stream();
      List<AnswerEvent> events = new ArrayList<>();
      decoder.take(bytes, 0, bytes.length, events::add);
      decoder.ended(events::add);
      assertThat(events).noneMatch(Finished.class::isInstance);
    }
  }

  private static void assertEndsOnce(List<AnswerEvent> events) {
    for (AnswerEvent event : events.subList(0, Math.max(0, events.size() - 1))) {
      assertThat(event).isNotInstanceOfAny(Finished.class, Failed.class);
    }
  }

  private static void read(Dialect dialect, byte[] body) {
    try {
      assertThat(Dialects.upstreamAnswers(dialect).orElseThrow().whole(body)).isNotNull();
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("(expected: ");
    }
  }

  private static byte[] body(List<JsonNode> from, Random random) {
    byte[] bytes = mutated(from.get(random.nextInt(from.size())), random);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] mutated(JsonNode node, Random random) {
    JsonNode copy = node.deepCopy();
    for (int i = random.nextInt(4); i > 0; i--) {
      copy = mutate(copy, random);
    }
    return copy.toString().getBytes(UTF_8);
  }

  /// Goes down to some place, and puts something else there.
  private static JsonNode mutate(JsonNode node, Random random) {
    if (node.isEmpty() || random.nextInt(6) == 0) {
      return anything(random);
    }
    int at = random.nextInt(node.size());
    if (node instanceof ArrayNode array) {
      array.set(at, mutate(array.get(at), random));
    } else if (node instanceof ObjectNode object) {
      String name = object.properties().stream().skip(at).findFirst().orElseThrow().getKey();
      object.set(name, mutate(object.get(name), random));
    }
    return node;
  }

  private static JsonNode anything(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> Json.MAPPER.nullNode();
      case 1 -> Json.MAPPER.getNodeFactory().numberNode(random.nextLong());
      case 2 -> Json.MAPPER.getNodeFactory().numberNode(-random.nextInt(99));
      case 3 -> Json.MAPPER.getNodeFactory().numberNode(1.5e300);
      case 4 -> Json.MAPPER.getNodeFactory().textNode("é\u0000");
      case 5 -> Json.MAPPER.getNodeFactory().booleanNode(true);
      case 6 -> Json.MAPPER.createArrayNode().add("text").addArray().add(1);
      case 7 -> Json.MAPPER.createObjectNode().put("text", 1).putNull("name");
      default -> FRAMES.get(random.nextInt(FRAMES.size())).deepCopy();
    };
  }

  private static List<JsonNode> wholes(String dialect) {
    return files("answer." + dialect + ".json").stream().map(UpstreamFuzzTest::json).toList();
  }

  private static List<JsonNode> frames() {
    return files("answer.bedrock-converse.frames").stream()
        .flatMap(String::lines)
        .map(UpstreamFuzzTest::json)
        .toList();
  }

  private static List<JsonNode> chunks() {
    return files("answer.gemini.sse").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("data: "))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }

  private static List<String> files(String name) {
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      List<String> texts = new ArrayList<>();
      for (Path file : all.filter(each -> each.endsWith(name)).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
