package io.maas.protocol.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the golden scenarios say in this dialect is the same after it was read and written.
class MessagesGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final Heading HEADING = new Heading("1", "asked", 7);

  static Stream<Path> asks() throws IOException {
    return files("ask.messages.json");
  }

  static Stream<Path> answers() throws IOException {
    return files("answer.messages.json");
  }

  static Stream<Path> streams() throws IOException {
    return files("answer.messages.sse");
  }

  private static Stream<Path> files(String name) throws IOException {
    try (Stream<Path> scenarios = Files.list(GOLDEN)) {
      return scenarios
          .map(scenario -> scenario.resolve(name))
          .filter(Files::exists)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("asks")
  void readsOfWhatItWroteWhatItReadBefore(Path ask) throws IOException {
    Conversation read = read(Files.readAllBytes(ask));

    Encoded written = encode(read);

    Conversation again = read(written.body());
    assertThat(again.tools()).isEqualTo(read.tools());
    assertThat(again.toolChoice()).isEqualTo(read.toolChoice());
    assertThat(again.parallelCalls()).isIn(read.parallelCalls(), null);
    assertThat(again.sampling().maxTokens()).isEqualTo(read.sampling().maxTokens());
    assertThat(again.thinking()).isEqualTo(read.thinking());
    assertThat(again.format()).isEqualTo(read.format());
    assertThat(again.user()).isEqualTo(read.user());
    assertThat(again.system()).isEqualTo(read.system());
    boolean oneKind = read.turns().stream().noneMatch(turn -> turn.role() == Turn.Role.SYSTEM);
    if (oneKind) {
      assertThat(again.turns()).isEqualTo(read.turns());
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersWhatItWasAnswered(Path answer) throws IOException {
    byte[] body = Files.readAllBytes(answer);
    WholeAnswer read = new MessagesAnswerDecoder().whole(body);

    byte[] written = new MessagesAnswerEncoder(HEADING).whole(read);

    WholeAnswer again = new MessagesAnswerDecoder().whole(written);
    assertThat(texts(again)).isEqualTo(texts(read));
    assertThat(again.told()).isEqualTo(read.told());
    JsonNode tree = Json.MAPPER.readTree(body);
    assertThat(Json.MAPPER.readTree(written).path("model")).isEqualTo(tree.path("model"));
  }

  /// A refusal is written as a text.
  private static List<Content> texts(WholeAnswer answer) {
    return answer.content().stream()
        .map(part -> part instanceof Content.Declined(String text) ? new Content.Text(text) : part)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void streamsWhatWasStreamed(Path stream) throws IOException {
    List<AnswerEvent> read = events(Files.readAllBytes(stream));
    StreamEncoder encoder = new MessagesAnswerEncoder(HEADING).stream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    read.forEach(event -> encoder.write(event, out));

    assertThat(said(events(out.toByteArray()))).isEqualTo(said(read));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsStreamsWhateverPiecesTheyComeIn(Path stream) throws IOException {
    byte[] bytes = Files.readAllBytes(stream);

    for (int size : new int[] {1, 7, 64}) {
      List<AnswerEvent> events = new ArrayList<>();
      StreamDecoder decoder = new MessagesAnswerDecoder().stream();
      EventSplitter splitter = new EventSplitter(1 << 20);
      for (int at = 0; at < bytes.length; at += size) {
        byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
        splitter.feed(piece, (event, from, to) -> decoder.take(event, from, to, events::add));
      }
      assertThat(events).isEqualTo(events(bytes));
    }
  }

  private static List<AnswerEvent> events(byte[] stream) {
    List<AnswerEvent> events = new ArrayList<>();
    StreamDecoder decoder = new MessagesAnswerDecoder().stream();
    new EventSplitter(1 << 20)
        .feed(stream, (bytes, from, to) -> decoder.take(bytes, from, to, events::add));
    decoder.ended(events::add);
    return events;
  }

  /// Without our id, the first counts, and the difference of texts and refusals.
  private static List<AnswerEvent> said(List<AnswerEvent> events) {
    AnswerEvent counted =
        events.stream()
            .filter(AnswerEvent.Counted.class::isInstance)
            .reduce((_, later) -> later)
            .orElseThrow();
    List<AnswerEvent> said = new ArrayList<>();
    for (AnswerEvent event : events) {
      switch (event) {
        case AnswerEvent.DeclinedPiece(String text) -> said.add(new AnswerEvent.TextPiece(text));
        case AnswerEvent.Began _,
            AnswerEvent.Counted _,
            AnswerEvent.Stopped _,
            AnswerEvent.BlockEnded _ -> {}
        default -> said.add(event);
      }
    }
    if (events.getLast() instanceof AnswerEvent.Finished) {
      said.add(counted);
    }
    return said;
  }

  @Test
  void servesATurnOfClaudeCodeWithoutABeta() throws IOException {
    Conversation read =
        read(Files.readAllBytes(GOLDEN.resolve("claude-code-turn/ask.messages.json")));

    Encoded written = encode(read);

    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(written.body());
    assertThat(written.dropped()).containsExactly("tools[].defer_loading", "context_management");
    assertThat(body.findValues("cache_control")).hasSize(3);
    assertThat(body.path("tools")).hasSize(3);
    assertThat(body.path("output_config").path("effort").asText()).isEqualTo("high");
    assertThat(body.toString())
        .doesNotContain("billing-header")
        .doesNotContain("tool_reference")
        .doesNotContain("\"role\":\"system\"")
        .contains("Tool found: WebFetch");
  }

  private static Conversation read(byte[] body) {
    return ((Decoded.Read) new MessagesRequestDecoder().decode(body)).conversation();
  }

  private static Encoded encode(Conversation conversation) {
    Target target = new Target("served", OptionalLong.empty(), 4096);
    return new MessagesRequestEncoder().encode(conversation, target);
  }
}
