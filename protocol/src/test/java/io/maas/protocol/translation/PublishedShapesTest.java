package io.maas.protocol.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Golden cases are as Bedrock and Google publish their own requests and answers.
class PublishedShapesTest {

  private static final Path GOLDEN = Path.of("src/test/golden");

  @TestFactory
  Stream<DynamicTest> goldenCasesAreAsTheProviderPublishes() throws IOException {
    List<DynamicTest> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("answer.bedrock-converse.") || name.startsWith("answer.gemini.")) {
          cases.add(test(file, () -> answers(file)));
        } else if (name.endsWith("-to-bedrock-converse.request.json")) {
          cases.add(test(file, () -> request(file, Dialect.BEDROCK_CONVERSE, "ConverseRequest")));
        } else if (name.endsWith("-to-gemini.request.json")) {
          cases.add(test(file, () -> request(file, Dialect.GEMINI, "GenerateContentRequest")));
        }
      }
    }
    assertThat(cases).hasSizeGreaterThan(100);
    return cases.stream();
  }

  @Test
  void namesWhatIsNotAsPublished() throws IOException {
    JsonNode body =
        Json.MAPPER.readTree(
            """
            {"messages":[{"role":"nobody","content":[{"text":"a","image":{}},{"toolUse":{"name":"f g","toolUseId":"x","input":1}}]}],
             "inferenceConfig":{"temperature":1.5,"maxTokens":"7"},"modell":1}\
            """);

    assertThat(
            PublishedShapes.requests(Dialect.BEDROCK_CONVERSE).violations("ConverseRequest", body))
        .containsExactly(
            "ConverseRequest.messages[0].role: \"nobody\" (expected: ConversationRole)",
            "ConverseRequest.messages[0].content[0].image.format: missing",
            "ConverseRequest.messages[0].content[0].image.source: missing",
            "ConverseRequest.messages[0].content[0]: {\"text\":\"a\",\"image\":{}} (expected: ContentBlock)",
            "ConverseRequest.messages[0].content[1].toolUse.name: \"f g\" (expected: ToolName)",
            "ConverseRequest.inferenceConfig.temperature: 1.5 (expected: InferenceConfigurationTemperatureFloat)",
            "ConverseRequest.inferenceConfig.maxTokens: \"7\" (expected: InferenceConfigurationMaxTokensInteger)",
            "ConverseRequest.modell: unknown");
  }

  private static DynamicTest test(Path file, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(GOLDEN.relativize(file).toString(), body);
  }

  private static void request(Path file, Dialect dialect, String shape) throws IOException {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(Files.readString(file));
    body.remove("$dropped");

    assertThat(PublishedShapes.requests(dialect).violations(shape, body)).isEmpty();
  }

  private static void answers(Path file) throws IOException {
    String text = Files.readString(file);
    switch (file.getFileName().toString()) {
      case "answer.bedrock-converse.json" ->
          answer(Dialect.BEDROCK_CONVERSE, "ConverseResponse", text);
      case "answer.bedrock-converse.frames" -> {
        for (String line : text.lines().toList()) {
          frame((ObjectNode) Json.MAPPER.readTree(line));
        }
      }
      case "answer.gemini.json" -> answer(Dialect.GEMINI, "GenerateContentResponse", text);
      default -> {
        for (String line : text.lines().filter(each -> !each.isEmpty()).toList()) {
          if (!line.contains("\"error\"")) {
            answer(Dialect.GEMINI, "GenerateContentResponse", line.substring("data: ".length()));
          }
        }
      }
    }
  }

  private static void frame(ObjectNode frame) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    String type = frame.path("event").asText(frame.path("exception").asText());
    ObjectNode payload = (ObjectNode) frame.path("payload").deepCopy();
    payload.remove("p"); // padding against those who count bytes; not published
    event.set(type, payload);

    assertThat(
            PublishedShapes.answers(Dialect.BEDROCK_CONVERSE)
                .violations("ConverseStreamOutput", event))
        .isEmpty();
  }

  private static void answer(Dialect dialect, String shape, String json) throws IOException {
    assertThat(PublishedShapes.answers(dialect).violations(shape, Json.MAPPER.readTree(json)))
        .isEmpty();
  }
}
