package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What the golden cases say in OpenAI's dialects is what OpenAI publishes as the types of its SDK:
/// no field is missing that a client may rely on, and none is of another kind.
class OpenAiGoldenTypesTest {

  private static final Path GOLDEN = Repository.root().resolve("protocol/src/test/golden");

  /// A reason to stop that nobody has heard of is in no type either.
  private static final String UNKNOWN = "eaten_by_bear";

  @TestFactory
  Stream<DynamicTest> isOfThePublishedTypes() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<DynamicTest> cases = files.stream().flatMap(OpenAiGoldenTypesTest::cases).toList();
    assertThat(cases).hasSizeGreaterThan(100);
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

  /// The one body, or the data of each event. A model's name is free, and errors have no type. The
  /// types do not know yet that a response can fail because of load, as OpenAI's own agent does,
  /// and ask for ids of thoughts, which belong to whoever keeps them; that agent sends none either.
  private static List<String> texts(Path file) throws IOException {
    String text =
        Files.readString(file)
            .replace("\"served-model\"", "\"gpt-4o\"")
            .replace("\"server_is_overloaded\"", "\"server_error\"");
    if (file.toString().endsWith(".request.json")) {
      text =
          text.replace("\"type\" : \"reasoning\",", "\"type\" : \"reasoning\", \"id\" : \"rs_0\",");
    }
    Stream<String> texts =
        file.toString().endsWith(".sse")
            ? text.lines().filter(line -> line.startsWith("data: {")).map(line -> line.substring(6))
            : Stream.of(text);
    return texts.filter(one -> !one.startsWith("{\"error\"") && !one.contains(UNKNOWN)).toList();
  }

  /// What a file's name says that it holds.
  private enum Kind {
    CHAT_ASKED("to-openai-chat.request.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletionCreateParams.Body.class).validate();
      }
    },
    CHAT_ANSWERED("openai-chat.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletion.class).validate();
      }
    },
    CHAT_STREAMED("openai-chat.sse") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletionChunk.class).validate();
      }
    },
    RESPONSES_ASKED("to-openai-responses.request.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, ResponseCreateParams.Body.class).validate();
      }
    },
    RESPONSES_ANSWERED("openai-responses.json") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, Response.class).validate();
      }
    },
    RESPONSES_STREAMED("openai-responses.sse") {
      @Override
      void validate(String text) throws JsonProcessingException {
        read(text, ResponseStreamEvent.class).validate();
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
