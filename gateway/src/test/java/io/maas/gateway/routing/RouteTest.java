package io.maas.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.ModelId;
import io.maas.protocol.request.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

  @Test
  void readsAModelFromThePathOrLeavesItToTheBody() {
    assertThat(Route.of("POST", "/v1/chat/completions"))
        .isEqualTo(new Route.Inference(Operation.CHAT, null));
    assertThat(Route.of("POST", "/llm/granite/v1/embeddings"))
        .isEqualTo(new Route.Inference(Operation.EMBEDDING, new ModelId("llm", "granite")));
    assertThat(Route.of("GET", "/llm/granite/v1/models"))
        .isEqualTo(new Route.Models(new ModelId("llm", "granite")));
  }

  @Test
  void readsAModelsIdWithItsSlashes() {
    assertThat(Route.of("GET", "/v1/models/publishers/llm/models/x"))
        .isEqualTo(new Route.OneModel("publishers/llm/models/x"));
    assertThat(Route.of("GET", "/v1/models/ibm%2Fgranite"))
        .isEqualTo(new Route.OneModel("ibm/granite"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/chat/completions",
    "POST,/v1/models",
    "POST,/",
    "POST,/v1",
    "POST,/llm",
    "POST,/llm/granite",
    "POST,/llm/granite/v1",
    "POST,/v1/granite/v1/chat/completions",
    "POST,/internal/granite/v1/chat/completions",
    "POST,/llm/../v1/chat/completions",
    "POST,/llm/./v1/chat/completions",
    "POST,/llm/%2e/v1/chat/completions",
    "POST,/llm//v1/chat/completions",
    "POST,/v1/chat/completions;a=b",
    "GET,/v1/models/",
    "GET,/v1/models/%2e%2e%2f",
    "GET,/v1/models/%zz",
    "GET,/v1/models/a%2F%2Fb",
  })
  void knowsNoOtherRoute(String method, String path) {
    assertThat(Route.of(method, path)).isEqualTo(new Route.None());
  }
}
