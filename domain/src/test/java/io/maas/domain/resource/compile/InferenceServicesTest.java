package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.spec.Specs;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceServicesTest {

  private static final String SERVICE = "{model: {uri: 'hf://facebook/opt-125m', name: %s}}";
  private static final String REFERENCE = "{modelRef: {kind: LLMInferenceService, name: opt}%s}";

  private final Scene scene = new Scene();

  @ParameterizedTest
  @ValueSource(strings = {"v1alpha1", "v1alpha2"})
  void isTakenInBothVersionsWithAllThatKServeKnows(String version) {
    Resource service =
        Declare.document(
            """
            {apiVersion: serving.kserve.io/%s, kind: LLMInferenceService,
             metadata: {name: opt, namespace: llm, annotations: {security.opendatahub.io/enable-auth: "false"}},
             spec: {replicas: 1, model: {uri: 'hf://x/y', name: facebook/opt-125m, criticality: High},
                    router: {route: {}, gateway: {refs: [{name: maas-default-gateway}]}},
                    template: {containers: [{name: main, args: ["--port", "8000"]}]}}}
            """
                .formatted(version));

    assertThat(Specs.check(service, _ -> "")).isEmpty();
    assertThat(Documents.write(service))
        .containsEntry("apiVersion", "serving.kserve.io/v1alpha2")
        .containsEntry("spec", service.content().get("spec"));
    assertThat(service.spec()).containsKeys("router", "template");
  }

  @Test
  void wantsToKnowWhichModel() {
    Resource service = Declare.spec(Kind.INFERENCE_SERVICE, "llm/opt", "{replicas: 1}");

    assertThat(Specs.check(service, _ -> ""))
        .extracting(Object::toString)
        .containsExactly("spec.model: nothing (expected: an object)");
  }

  @Test
  void makesAReferenceToItReadyWhereTheProcessSaysWhatAnswers() {
    governed().inference("http://engine:8000");

    Said service = scene.said(Kind.INFERENCE_SERVICE, "llm/opt");
    assertThat(service.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(service.list("addresses"))
        .containsExactly(
            Map.of(
                "name", "gateway-external-model-routing",
                "url", "http://gateway:8080",
                "models", List.of(Map.of("name", "publishers/llm/models/facebook/opt-125m"))),
            Map.of("name", "gateway-external", "url", "http://gateway:8080/llm/opt"));
    Said reference = scene.said(Kind.MODEL_REF, "llm/opt-ref");
    assertThat(reference.phase()).isEqualTo("Ready");
    assertThat(reference.tree())
        .containsEntry("resolvedModelAlias", "publishers/llm/models/facebook/opt-125m");
    Endpoint endpoint = model().endpoints().getFirst();
    assertThat(endpoint.url()).isEqualTo(URI.create("http://engine:8000"));
    assertThat(endpoint.servedModel()).isEqualTo("facebook/opt-125m");
    assertThat(model().aliases()).contains("facebook/opt-125m");
  }

  @Test
  void isReachedUnderTheRootOfTheTenantWhoseNamespaceItIsIn() {
    tenants().with(Kind.INFERENCE_SERVICE, "ai-tenant-red/opt", SERVICE.formatted("opt"));

    assertThat(roots("ai-tenant-red/opt")).containsExactly("http://gateway:8080/t/red");
    assertThat(scene.said(Kind.INFERENCE_SERVICE, "ai-tenant-red/opt").tree())
        .containsEntry("url", "http://gateway:8080/t/red/ai-tenant-red/opt");
  }

  @Test
  void isReachedUnderTheRootsOfAllTenantsThatReferToIt() {
    tenants()
        .with(Kind.INFERENCE_SERVICE, "llm/opt", SERVICE.formatted("opt"))
        .with(Kind.MODEL_REF, "llm/of-red", REFERENCE.formatted(", tenantRef: red"))
        .with(Kind.MODEL_REF, "llm/of-blue", REFERENCE.formatted(", tenantRef: blue"));

    assertThat(roots("llm/opt"))
        .containsExactly("http://blue.example:8080", "http://gateway:8080/t/red");
  }

  @Test
  void isReachedUnderTheDefaultTenantsRootBesideOthers() {
    tenants()
        .with(Kind.INFERENCE_SERVICE, "llm/opt", SERVICE.formatted("opt"))
        .with(Kind.MODEL_REF, "llm/own", REFERENCE.formatted(""))
        .with(Kind.MODEL_REF, "llm/of-red", REFERENCE.formatted(", tenantRef: red"));

    assertThat(roots("llm/opt"))
        .containsExactly("http://gateway:8080", "http://gateway:8080/t/red");
  }

  private Scene tenants() {
    return scene
        .inference("http://engine:8000")
        .with(Kind.AI_TENANT, "ai-tenants/red", "{}")
        .with(Kind.AI_TENANT, "ai-tenants/blue", "{gateway: {name: b, hostnames: [blue.example]}}");
  }

  private List<Object> roots(String service) {
    return scene.said(Kind.INFERENCE_SERVICE, service).list("addresses").stream()
        .filter(each -> "gateway-external-model-routing".equals(each.get("name")))
        .<Object>map(each -> each.get("url"))
        .toList();
  }

  @Test
  void isCalledAsItIsNamedWhereItsModelHasNoNameOfItsOwn() {
    scene
        .inference("http://engine:8000")
        .with(Kind.INFERENCE_SERVICE, "llm/opt", "{model: {uri: 'hf://x/y'}}")
        .with(Kind.MODEL_REF, "llm/opt-ref", REFERENCE.formatted(""));

    assertThat(model().publishedId()).isEqualTo("publishers/llm/models/opt");
    assertThat(model().endpoints().getFirst().servedModel()).isEqualTo("opt");
  }

  @Test
  void isNotReadyWhereNothingAnswers() {
    governed();

    assertThat(scene.said(Kind.INFERENCE_SERVICE, "llm/opt").phase()).isEqualTo("Pending");
    assertThat(scene.said(Kind.INFERENCE_SERVICE, "llm/opt").message("Ready"))
        .contains("nothing runs it (expected: the process told what does, by `inference`)");
    assertThat(scene.said(Kind.MODEL_REF, "llm/opt-ref").phase()).isEqualTo("Unhealthy");
    assertThat(scene.said(Kind.MODEL_REF, "llm/opt-ref").condition("RuntimeReady"))
        .isEqualTo("False RuntimeHealthFailure");
  }

  @Test
  void isNotReadyWithoutReplicas() {
    scene
        .inference("http://engine:8000")
        .with(Kind.INFERENCE_SERVICE, "llm/opt", "{model: {uri: 'hf://x/y'}, replicas: 0}")
        .with(Kind.MODEL_REF, "llm/opt-ref", REFERENCE.formatted(""));

    assertThat(model().ready()).isFalse();
    assertThat(scene.said(Kind.MODEL_REF, "llm/opt-ref").message("RuntimeReady"))
        .contains("spec.replicas: 0 (expected: >= 1)");
  }

  @Test
  void isSaidToBeMissingInTheStatusOfTheReference() {
    scene
        .inference("http://engine:8000")
        .with(Kind.MODEL_REF, "llm/opt-ref", REFERENCE.formatted(""));

    assertThat(scene.said(Kind.MODEL_REF, "llm/opt-ref").message("RuntimeReady"))
        .contains("LLMInferenceService llm/opt not found");
  }

  @Test
  void leavesItToAReferenceThatNamesEndpointsWhereItRuns() {
    scene
        .inference("http://engine:8000")
        .with(Kind.INFERENCE_SERVICE, "llm/opt", SERVICE.formatted("facebook/opt-125m"))
        .with(
            Kind.MODEL_REF,
            "llm/opt-ref",
            REFERENCE.formatted(", endpoints: [{url: 'http://vllm:8000'}]"));

    assertThat(model().endpoints()).hasSize(1);
    assertThat(model().endpoints().getFirst().url()).isEqualTo(URI.create("http://vllm:8000"));
    assertThat(model().endpoints().getFirst().servedModel()).isEqualTo("facebook/opt-125m");
  }

  @Test
  void isNotOnThisMachineWithoutLeave() {
    scene
        .inference("http://127.0.0.1:8000")
        .with(Kind.INFERENCE_SERVICE, "llm/opt", SERVICE.formatted("opt"));

    assertThat(scene.said(Kind.INFERENCE_SERVICE, "llm/opt").message("Ready"))
        .contains("leave to use loopback");
  }

  private Scene governed() {
    return scene
        .with(Kind.INFERENCE_SERVICE, "llm/opt", SERVICE.formatted("facebook/opt-125m"))
        .with(Kind.MODEL_REF, "llm/opt-ref", REFERENCE.formatted(""))
        .policy("p", "llm/opt-ref")
        .subscription("s", "llm/opt-ref");
  }

  private Model model() {
    return scene.compile().snapshot().model(new ModelId("llm", "opt-ref")).orElseThrow();
  }
}
