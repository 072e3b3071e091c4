package io.maas.protocol.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.conversation.Asked;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Format;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.Sampling;
import io.maas.protocol.conversation.Thinking;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Any conversation goes upstream as what the provider publishes and takes: sides that alternate,
/// the user's first, each with something in it, and never more tokens than were allowed.
class UpstreamRequestFuzzTest {

  private static final PublishedShapes CONVERSE =
      PublishedShapes.requests(Dialect.BEDROCK_CONVERSE);
  private static final PublishedShapes GEMINI = PublishedShapes.requests(Dialect.GEMINI);

  private static final List<String> TEXTS = List.of("", " ", "Hi.", "é\n\"", "{}", "none", "high");
  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-x",
          "amazon.nova-pro",
          "openai.gpt-oss",
          "gemini-3-pro",
          "gemini-2.5-flash",
          "x");

  @Property
  void writesWhatConverseTakes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Encoded encoded = encoded(Dialect.BEDROCK_CONVERSE, random);
    JsonNode body = Json.MAPPER.readTree(encoded.body());

    assertThat(CONVERSE.violations("ConverseRequest", body)).isEmpty();
    assertAlternates(body.path("messages"), "content", "user", "assistant");
    for (JsonNode message : body.path("messages")) {
      for (JsonNode block : message.path("content")) {
        assertThat(block.path("text").asText("said")).isNotBlank();
      }
    }
    assertThat(body.at("/inferenceConfig/maxTokens").asLong(0)).isLessThanOrEqualTo(50);
    assertThat(body.has("toolConfig") || body.path("messages").findValue("toolUse") == null)
        .isTrue();
  }

  @Property
  void writesWhatGoogleTakes(@ForAll long seed) throws IOException {
    Encoded encoded = encoded(Dialect.GEMINI, new Random(seed));
    JsonNode body = Json.MAPPER.readTree(encoded.body());

    assertThat(GEMINI.violations("GenerateContentRequest", body)).isEmpty();
    assertAlternates(body.path("contents"), "parts", "user", "model");
    assertThat(body.at("/generationConfig/maxOutputTokens").asLong(0)).isLessThanOrEqualTo(50);
  }

  private static void assertAlternates(JsonNode said, String content, String... roles) {
    int at = 0;
    for (JsonNode message : said) {
      assertThat(message.path("role").asText()).isEqualTo(roles[at % 2]);
      assertThat(message.path(content)).isNotEmpty();
      at++;
    }
    assertThat(at).isPositive();
  }

  private static Encoded encoded(Dialect dialect, Random random) {
    Asked asked = asked(random);
    Target target = new Target(any(MODELS, random), OptionalLong.of(50), 4096);
    return Dialects.upstreamRequests(dialect).orElseThrow().encode(asked.conversation(), target);
  }

  private static Asked asked(Random random) {
    List<Turn> turns = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      turns.add(
          new Turn(
              any(List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT), random), contents(random, 2)));
    }
    return Asked.of(turns.toArray(Turn[]::new))
        .system(contents(random, 1).toArray(Content[]::new))
        .tools(tools(random).toArray(Tool[]::new))
        .choice(
            any(
                List.of(
                    new ToolChoice.Auto(),
                    new ToolChoice.Never(),
                    new ToolChoice.Required(),
                    new ToolChoice.Named("f")),
                random))
        .format(
            any(
                List.of(
                    new Format.Text(),
                    new Format.AnyJson(),
                    new Format.Schema("x", null, Asked.json("{}"), null)),
                random))
        .thinking(
            any(
                List.of(
                    new Thinking.Unsaid(),
                    new Thinking.Off(),
                    new Thinking.Adaptive(),
                    new Thinking.Budget(random.nextLong()),
                    new Thinking.Effort(any(TEXTS, random))),
                random))
        .sampling(
            new Sampling(
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(200)),
                random.nextDouble() * 9 - 4,
                random.nextDouble() * 9 - 4,
                random.nextLong(),
                List.of(any(TEXTS, random)),
                random.nextLong(),
                random.nextDouble(),
                null,
                random.nextInt(3)));
  }

  private static List<Tool> tools(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> List.of();
      case 1 -> List.of(new Tool.Hosted("web", Asked.json("{}")));
      case 2 -> List.of(new Tool.FreeText("f", null, Asked.json("[1]")));
      default ->
          List.of(new Tool.Function("f", "", Asked.json("[]"), true, new Content.CachePoint("5m")));
    };
  }

  private static List<Content> contents(Random random, int depth) {
    List<Content> contents = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      contents.add(content(random, depth));
    }
    return contents;
  }

  private static Content content(Random random, int depth) {
    String text = any(TEXTS, random);
    Content.Media media =
        any(
            List.of(
                new Content.Media.Inline("image/png", "aW1n"),
                new Content.Media.Inline(text, "aW1n"),
                new Content.Media.Remote("https://example.com/" + text, null),
                new Content.Media.Kept(text)),
            random);
    return switch (random.nextInt(depth > 0 ? 10 : 6)) {
      case 0, 1 -> new Content.Text(text);
      case 2 -> new Content.Image(media, null);
      case 3 -> new Content.Document(media, text);
      case 4 -> new Content.CachePoint(null);
      case 5 -> new Content.Foreign("video", Asked.json("{}"));
      case 6 -> new Content.ToolCall(text, "f", text, null);
      case 7 -> new Content.Thought(text, random.nextBoolean() ? "c2ln" : null);
      case 8 -> new Content.Declined(text);
      default -> new Content.ToolResult(text, contents(random, depth - 1), random.nextBoolean());
    };
  }

  private static <T> T any(List<? extends T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
