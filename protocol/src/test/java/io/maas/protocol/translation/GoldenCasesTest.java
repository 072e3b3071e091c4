package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every scenario in `src/test/golden`, over every pair of dialects that it has files for.
class GoldenCasesTest {

  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Heading HEADING =
      new Heading("0190b5a0-0000-7000-8000-000000000001", "llm/asked-model", 1_764_000_000L);

  @TestFactory
  Stream<DynamicTest> translates() throws IOException {
    List<DynamicTest> cases = new ArrayList<>();
    try (Stream<Path> scenarios = Files.list(GOLDEN)) {
      for (Path scenario : scenarios.filter(Files::isDirectory).sorted().toList()) {
        for (Dialect one : Dialect.values()) {
          for (Dialect other : Dialect.values()) {
            if (one != other) {
              addRequest(cases, scenario, one, other);
              addAnswers(cases, scenario, one, other);
            }
          }
        }
      }
    }
    return cases.stream();
  }

  private static void addRequest(
      List<DynamicTest> cases, Path scenario, Dialect client, Dialect upstream) {
    Path ask = scenario.resolve("ask." + client.word() + ".json");
    var reader = Dialects.requests(client);
    var writer = Dialects.upstreamRequests(upstream);
    if (Files.exists(ask) && reader.isPresent() && writer.isPresent()) {
      String name = client.word() + "-to-" + upstream.word() + ".request.json";
      cases.add(
          test(
              scenario,
              name,
              () -> {
                Conversation conversation =
                    ((Decoded.Read) reader.get().decode(Files.readAllBytes(ask))).conversation();
                Encoded encoded = writer.get().encode(conversation, target(upstream));
                ObjectNode out = (ObjectNode) JSON.readTree(encoded.body());
                if (!encoded.dropped().isEmpty()) {
                  out.set("$dropped", JSON.valueToTree(encoded.dropped()));
                }
                compareJson(scenario, name, out);
              }));
    }
  }

  private static void addAnswers(
      List<DynamicTest> cases, Path scenario, Dialect upstream, Dialect client) {
    Path ask = scenario.resolve("ask." + client.word() + ".json");
    var asked = Dialects.requests(client);
    var reader = Dialects.upstreamAnswers(upstream);
    if (!Files.exists(ask) || asked.isEmpty() || reader.isEmpty()) {
      return;
    }
    Path whole = scenario.resolve("answer." + upstream.word() + ".json");
    String pair = upstream.word() + "-to-" + client.word();
    if (Files.exists(whole)) {
      cases.add(
          test(
              scenario,
              pair + ".json",
              () -> {
                AnswerEncoder writer = writer(client, ask);
                byte[] out = writer.whole(reader.get().whole(Files.readAllBytes(whole)));
                compareJson(scenario, pair + ".json", JSON.readTree(out));
              }));
    }
    for (String form : List.of("sse", "frames")) {
      Path streamed = scenario.resolve("answer." + upstream.word() + "." + form);
      if (Files.exists(streamed)) {
        cases.add(
            test(
                scenario,
                pair + ".sse",
                () -> {
                  String out = Streams.translate(streamed, reader.get(), writer(client, ask));
                  compareText(scenario, pair + ".sse", out);
                }));
      }
    }
  }

  /// The model's name decides where a provider's families of models are told differently.
  private static Target target(Dialect upstream) {
    String model =
        switch (upstream) {
          case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES -> "served-model";
          case BEDROCK_CONVERSE -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
          case GEMINI -> "gemini-3-pro-preview";
        };
    return new Target(model, OptionalLong.empty(), 4096);
  }

  private static AnswerEncoder writer(Dialect client, Path ask) throws IOException {
    Decoded.Read read =
        (Decoded.Read) Dialects.requests(client).orElseThrow().decode(Files.readAllBytes(ask));
    return Dialects.answers(client, read.conversation(), HEADING).orElseThrow();
  }

  private static DynamicTest test(
      Path scenario, String name, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(scenario.getFileName() + "/" + name, body);
  }

  private static void compareJson(Path scenario, String name, JsonNode found) throws IOException {
    Path out = scenario.resolve("out").resolve(name);
    if (WRITE) {
      write(out, JSON.writeValueAsString(found) + "\n");
    }
    assertThat(found).isEqualTo(JSON.readTree(Files.readString(out)));
  }

  private static void compareText(Path scenario, String name, String found) throws IOException {
    Path out = scenario.resolve("out").resolve(name);
    if (WRITE) {
      write(out, found);
    }
    assertThat(found).isEqualTo(Files.readString(out));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }
}
