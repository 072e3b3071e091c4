package io.maas.protocol.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What a provider says in one body and what it says in pieces is the same answer.
class UpstreamStreamsTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final Map<Dialect, String> STREAMED =
      Map.of(Dialect.BEDROCK_CONVERSE, ".frames", Dialect.GEMINI, ".sse");

  @TestFactory
  Stream<DynamicTest> saysInPiecesWhatItSaysAtOnce() throws IOException {
    List<DynamicTest> cases = new ArrayList<>();
    try (Stream<Path> scenarios = Files.list(GOLDEN)) {
      for (Path scenario : scenarios.filter(Files::isDirectory).sorted().toList()) {
        STREAMED.forEach((dialect, ending) -> {
          Path whole = scenario.resolve("answer." + dialect.word() + ".json");
          if (Files.exists(whole)) {
            String name = scenario.getFileName() + "/" + dialect.word();
            cases.add(DynamicTest.dynamicTest(name, () -> check(scenario, dialect, ending)));
          }
        });
      }
    }
    assertThat(cases).hasSizeGreaterThan(50);
    return cases.stream();
  }

  private static void check(Path scenario, Dialect dialect, String ending) throws IOException {
    AnswerDecoder reader = Dialects.upstreamAnswers(dialect).orElseThrow();
    String answer = "answer." + dialect.word();

    var whole = reader.whole(Files.readAllBytes(scenario.resolve(answer + ".json")));
    var streamed = Collected.of(Streams.events(scenario.resolve(answer + ending), reader));

    assertThat(streamed).isEqualTo(whole);
  }

  @Test
  void tellsThatAStreamBrokeAndNeverThatItEnded() throws IOException {
    for (var each : STREAMED.entrySet()) {
      Path recorded =
          GOLDEN.resolve("broken-midstream/answer." + each.getKey().word() + each.getValue());

      List<AnswerEvent> events =
          Streams.events(recorded, Dialects.upstreamAnswers(each.getKey()).orElseThrow());

      assertThat(events.getLast()).isInstanceOf(Failed.class);
      assertThat(events).filteredOn(AnswerEvent.TextPiece.class::isInstance).hasSize(2);
    }
  }
}
