package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.RateLimitException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sound and pictures through OpenAI's SDK for Java: what it hears and sees, and that the ledger
/// says the same as the engine.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaSdkMediaTest {

  private static final String MODEL = "studio";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Site site;
  private final OpenAIClient client;

  OpenAiJavaSdkMediaTest(Site site) throws IOException {
    this.site = site;
    Administrator administrator = site.administrator();
    administrator.apply(resources(site)).expect(200);
    Caller owner = administrator.user("artist", "artists");
    Eventually.holds(
        "the subscription is in force",
        PATIENCE,
        () -> owner.get(Administrator.API + "/subscriptions").expect(200).body().contains(MODEL));
    String key =
        Objects.requireNonNull(Administrator.key(owner, MODEL, "studio").caller().credential());
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(site.maas().url() + "/v1")
            .apiKey(key)
            .maxRetries(0)
            .timeout(PATIENCE)
            .build();
  }

  private static String resources(Site site) throws IOException {
    try (@Nullable InputStream in =
        OpenAiJavaSdkMediaTest.class.getResourceAsStream("/client/media.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("${SIMULATOR_URL}", site.simulator().url());
    }
  }

  @AfterAll
  void close() {
    client.close();
  }

  /// One story, since its last part asks what all of it came to.
  @Test
  void speaksHearsAndDrawsWithinItsLimits() throws IOException {
    // when something is said, and what was said is heard, whole and as a stream
    byte[] sound = speak("The quick brown fox jumps over the lazy dog");
    String transcript =
        client.audio().transcriptions().create(heard(sound).build()).asTranscription().text();
    List<TranscriptionStreamEvent> events = stream(heard(sound));
    // and pictures are made, and made again
    ImagesResponse drawn = draw(2);
    ImagesResponse edited =
        client
            .images()
            .edit(
                ImageEditParams.builder()
                    .model(MODEL)
                    .image(
                        MultipartField.<ImageEditParams.Image>builder()
                            .value(
                                ImageEditParams.Image.ofInputStream(
                                    new ByteArrayInputStream(new byte[] {1, 2, 3})))
                            .filename("a.png")
                            .contentType("image/png")
                            .build())
                    .prompt("a hat")
                    .n(3)
                    .build());

    // then the client has it all
    assertThat(new String(sound, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    assertThat(transcript).isEqualTo("You played " + sound.length + " bytes to me.");
    assertThat(events.getLast().asTranscriptTextDone().text()).isEqualTo(transcript);
    assertThat(drawn.data().orElseThrow()).hasSize(2);
    assertThat(edited.data().orElseThrow()).hasSize(3);

    // and the limits hold to the picture and the character
    assertThat(catchThrowableOfType(RateLimitException.class, () -> draw(2)).getMessage())
        .contains("6 images per 50m");
    assertThat(draw(1).data().orElseThrow()).hasSize(1);
    assertThat(
            catchThrowableOfType(RateLimitException.class, () -> speak("x".repeat(58)))
                .getMessage())
        .contains("100 characters of speech per 50m");

    // and the ledger has what the engine's book has: 43 characters of 50 ms, heard twice, 6
    // pictures
    Eventually.holds("the ledger has it", PATIENCE, () -> usage().path("images").asLong() == 6);
    assertThat(usage().path("characters").asLong()).isEqualTo(43).isEqualTo(booked("characters"));
    assertThat(usage().path("seconds").asLong()).isEqualTo(6).isEqualTo(booked("seconds"));
    assertThat(usage().path("images").asLong()).isEqualTo(booked("images"));
    assertThat(usage().path("output_tokens").asLong()).isEqualTo(600);
    assertThat(usage().path("estimated_requests").asLong()).isZero();
    assertThat(usage().path("cost").asText()).isEqualTo("0.24146");
  }

  private byte[] speak(String text) throws IOException {
    SpeechCreateParams asked =
        SpeechCreateParams.builder()
            .model(MODEL)
            .input(text)
            .voice("alloy")
            .responseFormat(SpeechCreateParams.ResponseFormat.WAV)
            .build();
    try (HttpResponse answer = client.audio().speech().create(asked)) {
      return answer.body().readAllBytes();
    }
  }

  private static TranscriptionCreateParams.Builder heard(byte[] sound) {
    return TranscriptionCreateParams.builder()
        .model(MODEL)
        .responseFormat(AudioResponseFormat.JSON)
        .file(
            MultipartField.<InputStream>builder()
                .value(new ByteArrayInputStream(sound))
                .filename("a.wav")
                .contentType("audio/wav")
                .build());
  }

  private List<TranscriptionStreamEvent> stream(TranscriptionCreateParams.Builder asked) {
    try (StreamResponse<TranscriptionStreamEvent> stream =
        client.audio().transcriptions().createStreaming(asked.build())) {
      return stream.stream().toList();
    }
  }

  private ImagesResponse draw(int images) {
    return client
        .images()
        .generate(ImageGenerateParams.builder().model(MODEL).prompt("a cat").n(images).build());
  }

  private JsonNode usage() {
    JsonNode rows =
        site.administrator()
            .caller()
            .get(Administrator.API + "/usage?group_by=user&user=artist")
            .expect(200)
            .json();
    return rows.path("data").path(0);
  }

  private long booked(String unit) {
    long sum = 0;
    for (JsonNode line :
        Caller.at(site.simulator().url()).get("/book").expect(200).json().path("data")) {
      sum += line.path(unit).asLong();
    }
    return sum;
  }
}
