package io.maas.gateway.passage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Surface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamPathTest {

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-v1:0, false, /model/anthropic.claude-v1%3A0/converse",
    "anthropic.claude-v1:0, true,  /model/anthropic.claude-v1%3A0/converse-stream",
    "arn:aws:bedrock:x:1:y/z, false, /model/arn%3Aaws%3Abedrock%3Ax%3A1%3Ay%2Fz/converse",
  })
  void namesABedrockModelInOneSegment(String model, boolean stream, String path) {
    assertThat(UpstreamPath.of(Surface.usual(Dialect.BEDROCK_CONVERSE), model, stream))
        .isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-pro,          false, /v1/models/gemini-2.5-pro:generateContent",
    "google/gemini-2.5-flash, true,  /v1/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
  })
  void asksGoogleForStreamsElsewhere(String model, boolean stream, String path) {
    Surface surface = new Surface(Dialect.GEMINI, "/v1/models/{model}:generateContent");

    assertThat(UpstreamPath.of(surface, model, stream)).isEqualTo(path);
  }

  @Test
  void keepsTheQueryOfAPath() {
    Surface surface =
        new Surface(Dialect.OPENAI_CHAT, "/deployments/{model}/chat/completions?api-version=1");

    assertThat(UpstreamPath.of(surface, "a b", true))
        .isEqualTo("/deployments/a%20b/chat/completions?api-version=1");
  }
}
