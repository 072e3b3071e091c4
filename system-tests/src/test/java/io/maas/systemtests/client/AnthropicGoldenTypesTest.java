package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What the golden cases say in Anthropic's dialect is what Anthropic publishes as the types of its
/// SDK: what we ask its models has no field that it does not know, and what we answer its clients
/// lacks none that they may rely on.
class AnthropicGoldenTypesTest {

  /// A reason to stop that nobody has heard of is in no type either.
  private static final String UNKNOWN = "\"compaction\"";

  private static final Pattern UNTYPED =
      Pattern.compile("^\\{\\s*\"type\"\\s*:\\s*\"(error|ping)\"");

  /// What a golden case says beside the request.
  private static final String DROPPED = "$dropped";

  /// What the type does not know: the SDK sends the first itself, and the newest models take the
  /// others no more, which older ones do.
  private static final Set<String> BESIDE =
      Set.of("stream", "temperature", "top_k", "top_p", DROPPED);

  @TestFactory
  Stream<DynamicTest> isOfThePublishedTypes() throws IOException {
    return GoldenKind.tests(200, List.of(Kind.values()), AnthropicGoldenTypesTest::texts);
  }

  /// The one body, or the data of each event. A model's name is free; errors and pings are events
  /// that have no type.
  private static List<String> texts(Path file) throws IOException {
    String text = Files.readString(file).replace("\"served-model\"", "\"claude-opus-4-8\"");
    return GoldenKind.Texts.in(file, text)
        .filter(one -> !UNTYPED.matcher(one).find() && !one.contains(UNKNOWN))
        .toList();
  }

  /// What a file's name says that it holds.
  private enum Kind implements GoldenKind {
    ASKED("to-messages.request.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        var body = read(text, MessageCreateParams.Body.class).validate();
        assertThat(BESIDE).containsAll(body._additionalProperties().keySet());
      }
    },
    ANSWERED("messages.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, Message.class).validate();
      }
    },
    STREAMED("messages.sse") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, RawMessageStreamEvent.class).validate();
      }
    };

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    @Override
    public String suffix() {
      return suffix;
    }

    private static <T> T read(String text, Class<T> type) throws JsonProcessingException {
      return ObjectMappers.jsonMapper().readValue(text, type);
    }
  }
}
