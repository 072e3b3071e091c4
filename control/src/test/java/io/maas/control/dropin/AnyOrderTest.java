package io.maas.control.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Order of creation never matters, and what dangles shows in the status: it is no reason to
/// refuse.
class AnyOrderTest {

  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha1
      kind: LLMInferenceService
      metadata: {name: opt, namespace: llm}
      spec: {model: {uri: "hf://x/y", name: facebook/opt-125m}, router: {route: {}}}
      """;

  private static final String REFERENCE =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: opt, namespace: llm}
      spec: {modelRef: {kind: LLMInferenceService, name: opt}}
      """;

  private static final String EXTERNAL =
      """
      apiVersion: inference.opendatahub.io/v1alpha1
      kind: ExternalModel
      metadata: {name: gpt, namespace: llm}
      spec:
        externalProviderRefs:
          - {ref: {name: main}, targetModel: gpt-5, apiFormat: openai-chat, path: /v1/chat/completions}
      """;

  private static final String PROVIDER =
      """
      apiVersion: inference.opendatahub.io/v1alpha1
      kind: ExternalProvider
      metadata: {name: main, namespace: llm}
      spec:
        provider: openai
        endpoint: api.openai.com
        auth: {type: apikey, secretRef: {name: openai-key}}
      """;

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void isReadyWhicheverCameFirst() {
    List<String> forwards =
        List.of(
            SERVICE,
            REFERENCE,
            Declarations.policy("p", List.of("opt"), "all"),
            Declarations.subscription("s", 1, "all", List.of("opt"), 10));

    forwards.reversed().forEach(this::apply);

    assertThat(phase("maasmodelref/llm/opt")).isEqualTo("Ready");
    assertThat(phase("llminferenceservice.serving.kserve.io/llm/opt")).isEqualTo("Ready");
    assertThat(phase("maassubscription/models-as-a-service/s")).isEqualTo("Active");
    assertThat(phase("maasauthpolicy/models-as-a-service/p")).isEqualTo("Active");
  }

  @Test
  void isPendingUntilAPolicyAndASubscriptionGovernIt() {
    apply(SERVICE);
    apply(REFERENCE);
    assertThat(phase("maasmodelref/llm/opt")).isEqualTo("Pending");
    assertThat(condition("maasmodelref/llm/opt", "GovernanceAttached")).isEqualTo("NoPairingFound");

    apply(Declarations.policy("p", List.of("opt"), "all"));
    assertThat(phase("maasmodelref/llm/opt")).isEqualTo("Pending");
    assertThat(condition("maasmodelref/llm/opt", "GovernanceAttached")).isEqualTo("GovernanceGap");

    apply(Declarations.subscription("s", 1, "all", List.of("opt"), 10));
    assertThat(phase("maasmodelref/llm/opt")).isEqualTo("Ready");
    assertThat(condition("maasmodelref/llm/opt", "GovernanceAttached"))
        .isEqualTo("GovernancePaired");

    control.delete(control.admin, "/v1/resources/llminferenceservice/llm/opt");
    control.reconcile();
    assertThat(phase("maasmodelref/llm/opt")).isEqualTo("Unhealthy");
    assertThat(condition("maasmodelref/llm/opt", "RuntimeReady")).isEqualTo("RuntimeHealthFailure");
  }

  @Test
  void takesWhatRefersToNothingAndSaysSo() {
    apply(EXTERNAL);
    assertThat(message("externalmodel/llm/gpt")).contains("provider llm/main not found");

    apply(PROVIDER);
    assertThat(message("externalprovider/llm/main")).contains("openai-key");
    assertThat(message("externalmodel/llm/gpt")).contains("openai-key");
    assertThat(phase("externalmodel/llm/gpt")).isNotEqualTo("Ready");
  }

  private void apply(String yaml) {
    assertThat(control.apply(yaml).status()).isEqualTo(200);
    control.reconcile();
  }

  private JsonNode status(String resource) {
    return control.get(control.admin, "/v1/resources/" + resource).json().path("status");
  }

  private String phase(String resource) {
    return status(resource).path("phase").asText();
  }

  private String condition(String resource, String type) {
    for (JsonNode condition : status(resource).path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("reason").asText();
      }
    }
    return "";
  }

  private String message(String resource) {
    return status(resource).at("/conditions/0/message").asText();
  }
}
