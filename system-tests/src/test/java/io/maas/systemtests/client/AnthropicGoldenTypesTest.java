package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.maas.systemtests.Repository;
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

  private static final Path GOLDEN = Repository.root().resolve("protocol/src/test/golden");

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
    List<Path> files;
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<DynamicTest> cases = files.stream().flatMap(AnthropicGoldenTypesTest::cases).toList();
    assertThat(cases).hasSizeGreaterThan(200);
    return cases.stream();
  }

  private static Stream<DynamicTest> cases(Path file) {
    String name = file.getFileName().toString();
    return Stream.of(Kind.values())
        .filter(kind -> kind.names(name))
        .map(kind ->
            DynamicTest.dynamicTest(
                GOLDEN.relativize(file).toString(),
                () -> {
                  for (String text : texts(file)) {
                    assertThatCode(() -> kind.validate(text)).as(text).doesNotThrowAnyException();
                  }
                }));
  }

  /// The one body, or the data of each event. A model's name is free; errors and pings are events
  /// that have no type.
  private static List<String> texts(Path file) throws IOException {
    String text = Files.readString(file).replace("\"served-model\"", "\"claude-opus-4-8\"");
    Stream<String> texts =
        file.toString().endsWith(".sse")
            ? text.lines().filter(line -> line.startsWith("data: {")).map(line -> line.substring(6))
            : Stream.of(text);
    return texts.filter(one -> !UNTYPED.matcher(one).find() && !one.contains(UNKNOWN)).toList();
  }

  /// What a file's name says that it holds.
  private enum Kind {
    ASKED("to-messages.request.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        var body = read(text, MessageCreateParams.Body.class).validate();
        assertThat(BESIDE).containsAll(body._additionalProperties().keySet());
      }
    },
    ANSWERED("messages.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, Message.class).validate();
      }
    },
    STREAMED("messages.sse") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, RawMessageStreamEvent.class).validate();
      }
    };

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    boolean names(String file) {
      return file.endsWith(suffix) && !file.startsWith("ask.");
    }

    abstract void validate(String text) throws JsonProcessingException;

    private static <T> T read(String text, Class<T> type) throws JsonProcessingException {
      return ObjectMappers.jsonMapper().readValue(text, type);
    }
  }
}
