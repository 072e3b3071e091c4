package io.maas.systemtests.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
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

  /// A reason to stop that nobody has heard of is in no type either.
  private static final String UNKNOWN = "eaten_by_bear";

  @TestFactory
  Stream<DynamicTest> isOfThePublishedTypes() throws IOException {
    return GoldenKind.tests(100, List.of(Kind.values()), OpenAiGoldenTypesTest::texts);
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
    return GoldenKind.Texts.in(file, text)
        .filter(one -> !one.startsWith("{\"error\"") && !one.contains(UNKNOWN))
        .toList();
  }

  /// What a file's name says that it holds.
  private enum Kind implements GoldenKind {
    CHAT_ASKED("to-openai-chat.request.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletionCreateParams.Body.class).validate();
      }
    },
    CHAT_ANSWERED("openai-chat.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletion.class).validate();
      }
    },
    CHAT_STREAMED("openai-chat.sse") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, ChatCompletionChunk.class).validate();
      }
    },
    RESPONSES_ASKED("to-openai-responses.request.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, ResponseCreateParams.Body.class).validate();
      }
    },
    RESPONSES_ANSWERED("openai-responses.json") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, Response.class).validate();
      }
    },
    RESPONSES_STREAMED("openai-responses.sse") {
      @Override
      public void validate(String text) throws JsonProcessingException {
        read(text, ResponseStreamEvent.class).validate();
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
