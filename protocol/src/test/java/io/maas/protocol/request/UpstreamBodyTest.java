package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UpstreamBodyTest {

  @Test
  void leavesABodyThatNeedsNothingAsItIs() {
    InferenceRequest request = RequestReaderTest.read(" {\"model\":\"m\",\"x\":[1, 2]}\n");

    assertThat(UpstreamBody.of(request, "m", OptionalLong.empty())).isSameAs(request.body());
  }

  @Test
  void putsTheServedNameInPlaceOfTheClients() {
    assertThat(rewrite("{\"a\":1,\"model\":\"alias\",\"b\":\"é\"}", "the \"served\" one", -1))
        .isEqualTo("{\"a\":1,\"model\":\"the \\\"served\\\" one\",\"b\":\"é\"}");
  }

  @Test
  void addsWhatIsMissing() {
    assertThat(rewrite("{}", "m", -1)).isEqualTo("{\"model\":\"m\"}");
    assertThat(rewrite(" { \"x\":1}", "m", 5))
        .isEqualTo(" {\"model\":\"m\",\"max_tokens\":5, \"x\":1}");
  }

  @Test
  void lowersEachBoundThatIsThere() {
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":99}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":5}");
    assertThat(rewrite("{\"model\":\"m\",\"max_completion_tokens\": 99 }", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_completion_tokens\": 5 }");
    assertThat(rewrite("{\"max_completion_tokens\":99,\"max_tokens\":98,\"model\":\"m\"}", "m", 5))
        .isEqualTo("{\"max_completion_tokens\":5,\"max_tokens\":5,\"model\":\"m\"}");
  }

  @Test
  void lowersALargerBoundBesideASmallerOne() {
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":2,\"max_completion_tokens\":99}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":2,\"max_completion_tokens\":5}");
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":2,\"max_completion_tokens\":null}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":2,\"max_completion_tokens\":5}");
  }

  @Test
  void lowersLlamaCppsOwnBoundAndTellsOtherEnginesToo() {
    assertThat(rewrite("{\"model\":\"m\",\"n_predict\":99}", "m", 5))
        .isEqualTo("{\"max_tokens\":5,\"model\":\"m\",\"n_predict\":5}");
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":2,\"n_predict\":99}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":2,\"n_predict\":5}");
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":9,\"n_predict\":3}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":5,\"n_predict\":3}");
  }

  @Test
  void boundsOpenAisThinkingModelsUnderTheNameThatTheyTake() {
    assertThat(rewrite("{\"model\":\"a\"}", "o3-mini", 5))
        .isEqualTo("{\"max_completion_tokens\":5,\"model\":\"o3-mini\"}");
    assertThat(rewrite("{\"model\":\"a\"}", "openai/gpt-5.5", 5))
        .startsWith("{\"max_completion_tokens\":5,");
    assertThat(rewrite("{\"model\":\"a\"}", "openai/gpt-oss-120b", 5))
        .startsWith("{\"max_tokens\":5,");
    assertThat(rewrite("{\"model\":\"a\"}", "gpt-4o", 5)).startsWith("{\"max_tokens\":5,");
  }

  @Test
  void neverRaisesABound() {
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":3}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":3}");
  }

  @Test
  void replacesABoundThatIsNull() {
    assertThat(rewrite("{\"model\":\"m\",\"max_tokens\":null}", "m", 5))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":5}");
  }

  @Test
  void asksForUsageWhereTheClientDidNot() {
    assertThat(rewrite("{\"model\":\"m\",\"stream\":true}", "m", -1))
        .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true}");
    assertThat(
            rewrite(
                "{\"stream_options\":{\"include_usage\":false},\"model\":\"m\",\"stream\":true}",
                "m",
                -1))
        .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true}");
  }

  private static String rewrite(String body, String served, long allowance) {
    return new String(
        UpstreamBody.of(
            RequestReaderTest.read(body),
            served,
            allowance < 0 ? OptionalLong.empty() : OptionalLong.of(allowance)),
        UTF_8);
  }
}
