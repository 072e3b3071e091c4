package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What OpenAI's SDK for Java makes of our answers.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaSdkTest {

  private static final String QUESTION = "Why is the sky blue?";

  private final JavaSdk sdk;

  OpenAiJavaSdkTest(Site site) {
    SdkAccounts accounts = SdkAccounts.open(site, "java-sdk");
    sdk = JavaSdk.of(accounts, accounts.key());
  }

  @AfterAll
  void close() {
    sdk.close();
  }

  @Test
  void chats() {
    ChatCompletion answer = sdk.chat(JavaSdk.question(QUESTION));

    assertThat(answer.choices()).hasSize(1);
    assertThat(text(answer)).isNotBlank();
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    CompletionUsage usage = answer.usage().orElseThrow();
    assertThat(usage.promptTokens()).isPositive();
    assertThat(usage.completionTokens()).isPositive();
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
  }

  @Test
  void endsAnAnswerAtTheLengthThatWasAsked() {
    ChatCompletion answer = sdk.chat(JavaSdk.question(QUESTION).maxCompletionTokens(3));

    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(3);
  }

  @Test
  void streamsTheSameAnswerWithoutUsageThatNobodyAskedFor() {
    ChatCompletion whole = sdk.chat(JavaSdk.question(QUESTION));

    List<ChatCompletionChunk> chunks = sdk.stream(JavaSdk.question(QUESTION));

    assertThat(chunks).hasSizeGreaterThan(3).noneMatch(chunk -> chunk.usage().isPresent());
    assertThat(chunks).noneMatch(chunk -> chunk.choices().isEmpty());
    assertThat(text(accumulated(chunks))).isEqualTo(text(whole));
  }

  @Test
  void streamsUsageToThoseWhoAsk() {
    ChatCompletion whole = sdk.chat(JavaSdk.question(QUESTION));

    List<ChatCompletionChunk> chunks =
        sdk.stream(
            JavaSdk.question(QUESTION)
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build()));

    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage().orElseThrow().totalTokens())
        .isEqualTo(whole.usage().orElseThrow().totalTokens());
    assertThat(accumulated(chunks).choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
  }

  @Test
  void callsAToolAndTellsWhatItGave() {
    // given a tool, asked for by its name
    ChatCompletionCreateParams.Builder talk =
        JavaSdk.question("Call GetWeather for Paris").addTool(GetWeather.class);

    // when the model calls it and is given its result
    ChatCompletion call = sdk.chat(talk);
    ChatCompletionMessageFunctionToolCall asked = toolCall(call);
    ChatCompletion answer =
        sdk.chat(
            talk.addMessage(call.choices().getFirst().message())
                .addMessage(
                    ChatCompletionToolMessageParam.builder()
                        .toolCallId(asked.id())
                        .content("{\"celsius\":21}")
                        .build()));

    // then the call was decoded into the tool's own type, and the result into words
    assertThat(call.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(asked.function().arguments(GetWeather.class).city).isEqualTo("Paris");
    assertThat(text(answer)).isNotBlank();
  }

  @Test
  void streamsAToolCallInPieces() {
    List<ChatCompletionChunk> chunks =
        sdk.stream(JavaSdk.question("Call GetWeather for Oslo").addTool(GetWeather.class));

    ChatCompletionMessageFunctionToolCall asked = toolCall(accumulated(chunks));
    assertThat(chunks).hasSizeGreaterThan(2);
    assertThat(asked.function().arguments(GetWeather.class).city).isEqualTo("Oslo");
  }

  @Test
  void embeds() {
    CreateEmbeddingResponse answer =
        sdk.client()
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model(SdkAccounts.MODEL)
                    .inputOfArrayOfStrings(List.of("one text", "another one"))
                    .dimensions(8)
                    .build())
            .validate();

    assertThat(answer.data())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.embedding()).hasSize(8))
        .allSatisfy(one -> assertThat(length(one.embedding())).isCloseTo(1, within(1e-6)));
    assertThat(answer.usage().promptTokens()).isPositive();
  }

  @Test
  void listsModelsAndShowsEachByItsName() {
    List<Model> models = sdk.client().models().list().data();

    assertThat(models).hasSizeGreaterThanOrEqualTo(4);
    Model scout = sdk.client().models().retrieve(SdkAccounts.MODEL).validate();
    assertThat(models).extracting(Model::id).contains(scout.id());
    assertThat(sdk.chat(JavaSdk.question(QUESTION).model(scout.id())).choices()).hasSize(1);
  }

  /// A tool as the SDK wants it: a class whose fields are the parameters.
  @SuppressWarnings("NullAway.Init") // the SDK sets them
  static final class GetWeather {
    public String city;
  }

  /// An engine's embeddings have length one; bytes that are decoded wrongly have any.
  private static double length(List<Float> vector) {
    return Math.sqrt(vector.stream().mapToDouble(x -> (double) x * x).sum());
  }

  private static ChatCompletion accumulated(List<ChatCompletionChunk> chunks) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    chunks.forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  private static ChatCompletionMessageFunctionToolCall toolCall(ChatCompletion answer) {
    return answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElse("");
  }
}
