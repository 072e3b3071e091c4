package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.openai.chat.ChatAnswerDecoder;
import io.maas.protocol.openai.chat.ChatAnswerEncoder;
import io.maas.protocol.openai.chat.ChatRequestDecoder;
import io.maas.protocol.openai.chat.ChatRequestEncoder;
import io.maas.protocol.openai.responses.ResponsesAnswerDecoder;
import io.maas.protocol.openai.responses.ResponsesAnswerEncoder;
import io.maas.protocol.openai.responses.ResponsesRequestDecoder;
import io.maas.protocol.openai.responses.ResponsesRequestEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever bytes come from outside, reading them ends in a value, and what is written of it is
/// well-formed. The seeds of the changes are the golden cases.
class OpenAiFuzzTest {

  private static final List<byte[]> ASKS = golden("ask.openai");
  private static final List<byte[]> ANSWERS = golden("answer.openai", ".json");
  private static final List<byte[]> STREAMS = golden("answer.openai", ".sse");
  private static final List<RequestDecoder> READERS =
      List.of(new ChatRequestDecoder(), new ResponsesRequestDecoder());
  private static final List<AnswerDecoder> ANSWER_READERS =
      List.of(new ChatAnswerDecoder(), new ResponsesAnswerDecoder());

  @Property
  void readsOrRefusesWhateverAClientSends(@ForAll long seed) {
    Mutation mutation = new Mutation(seed);
    byte[] ask = ASKS.get(mutation.next(ASKS.size()));
    byte[] sent =
        mutation.next(4) == 0
            ? mutation.of(ask)
            : mutation.of(Asked.json(ask)).toString().getBytes(UTF_8);
    for (RequestDecoder reader : READERS) {
      switch (reader.decode(sent)) {
        case Decoded.Malformed malformed ->
            assertThat(malformed.refusal().message()).contains(": ").contains("(expected: ");
        case Decoded.Read read -> {
          Conversation asked = read.conversation();
          assertThat(Asked.json(new ChatRequestEncoder().encode(asked, Asked.TARGET).body()))
              .isNotNull();
          assertThat(Asked.json(new ResponsesRequestEncoder().encode(asked, Asked.TARGET).body()))
              .isNotNull();
        }
      }
    }
  }

  @Property
  void readsOrRefusesWhateverAnUpstreamAnswers(@ForAll long seed) {
    Mutation mutation = new Mutation(seed);
    byte[] answer = ANSWERS.get(mutation.next(ANSWERS.size()));
    byte[] sent =
        mutation.next(4) == 0
            ? mutation.of(answer)
            : mutation.of(Asked.json(answer)).toString().getBytes(UTF_8);
    for (AnswerDecoder reader : ANSWER_READERS) {
      try {
        WholeAnswer read = reader.whole(sent);
        for (AnswerEncoder writer : writers()) {
          assertThat(Asked.json(writer.whole(read)).isObject()).isTrue();
        }
      } catch (IOException e) {
        assertThat(e.getMessage()).startsWith("answer: ");
      }
    }
  }

  @Property
  void readsWhateverAnUpstreamStreams(@ForAll long seed) {
    Mutation mutation = new Mutation(seed);
    byte[] stream = STREAMS.get(mutation.next(STREAMS.size()));
    List<String> events = events(stream, mutation, seed);
    for (AnswerDecoder reader : ANSWER_READERS) {
      List<AnswerEvent> told = new ArrayList<>();
      AnswerDecoder.StreamDecoder decoder = reader.stream();
      for (String event : events) {
        byte[] bytes = event.getBytes(UTF_8);
        byte[] sent = mutation.next(8) == 0 ? mutation.of(bytes) : bytes;
        decoder.take(sent, 0, sent.length, told::add);
      }
      decoder.ended(told::add);
      wellFormed(told);
    }
  }

  private static List<String> events(byte[] stream, Mutation mutation, long seed) {
    List<String> events = new ArrayList<>();
    for (String event : new String(stream, UTF_8).split("(?<=\n\n)", -1)) {
      if (event.startsWith("data: {") && mutation.next(3) == 0) {
        JsonNode changed = mutation.of(Asked.json(event.substring(6).getBytes(UTF_8)));
        events.add("data: " + changed + "\n\n");
      } else if (mutation.next(20) != 0) {
        events.add(event);
      }
    }
    if (mutation.next(5) == 0) {
      Collections.shuffle(events, new Random(seed));
    }
    return events;
  }

  /// An end comes last and once, and whatever is written of the events is JSON.
  private static void wellFormed(List<AnswerEvent> told) {
    long ends = told.stream().filter(OpenAiFuzzTest::isEnd).count();
    assertThat(ends).isLessThanOrEqualTo(1);
    if (ends == 1) {
      assertThat(isEnd(told.getLast())).isTrue();
    }
    for (AnswerEncoder writer : writers()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      AnswerEncoder.StreamEncoder encoder = writer.stream();
      Consumer<AnswerEvent> sink = event -> encoder.write(event, out);
      told.forEach(sink);
      assertThat(Asked.data(out.toString(UTF_8))).allMatch(JsonNode::isObject);
    }
  }

  private static boolean isEnd(AnswerEvent event) {
    return event instanceof AnswerEvent.Finished || event instanceof AnswerEvent.Failed;
  }

  private static List<AnswerEncoder> writers() {
    Conversation asked =
        Asked.read(
            new ResponsesRequestDecoder(),
            "{'input':'hi','tools':[{'type':'custom','name':'apply_patch'}]}");
    return List.of(
        new ChatAnswerEncoder(asked, Asked.HEADING),
        new ResponsesAnswerEncoder(asked, Asked.HEADING));
  }

  private static List<byte[]> golden(String prefix) {
    return golden(prefix, "");
  }

  private static List<byte[]> golden(String prefix, String suffix) {
    try (Stream<Path> files = Files.walk(Path.of("src/test/golden"), 2)) {
      List<byte[]> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(suffix)) {
          all.add(Files.readAllBytes(file));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
