package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCompilerTest {

  private static final String GRANITE = "ibm-granite/granite-3.1-2b-instruct";

  private final Scene scene = new Scene();

  @Test
  void compilesAModelWithItsNamesAndItsEndpoints() {
    Resource granite =
        Declare.annotated(
            Declare.spec(
                Kind.MODEL_REF,
                "llm/ibm-granite-2b-gpu",
                """
                {modelRef: {kind: LLMInferenceService, name: ibm-granite-2b-gpu},
                 servedModelName: %s, aliases: [granite],
                 endpoints: [
                   {url: "http://vllm-a:8000/v1", credentialRef: {name: vllm}},
                   {url: "http://vllm-a:8000"},
                   {name: b, url: "http://vllm-b:8000", model: other, provider: partner,
                    weight: 0}],
                 tokens: {template: {perPrompt: 1, perMessage: 2, perImage: 3}}}
                """
                    .formatted(GRANITE)),
            Map.of(
                "openshift.io/display-name", "Granite",
                "openshift.io/description", "Small",
                "opendatahub.io/genai-use-case", "chat",
                "opendatahub.io/context-window", "128k",
                "opendatahub.io/model-capabilities", "['chat', 'tools']"));
    scene.with(granite).secret("vllm").policy("p", "llm/ibm-granite-2b-gpu").tiers("[]");

    assertThat(model("llm/ibm-granite-2b-gpu"))
        .isEqualTo(
            new Model(
                new ModelId("llm", "ibm-granite-2b-gpu"),
                "LLMInferenceService",
                "publishers/llm/models/" + GRANITE,
                Set.of("publishers/llm/models/" + GRANITE, GRANITE, "granite"),
                List.of(
                    new Endpoint(
                        "vllm-a:8000",
                        URI.create("http://vllm-a:8000"),
                        GRANITE,
                        "internal",
                        new Secret("value of vllm"),
                        1),
                    new Endpoint(
                        "vllm-a:8000-2",
                        URI.create("http://vllm-a:8000"),
                        GRANITE,
                        "internal",
                        null,
                        1),
                    new Endpoint(
                        "b", URI.create("http://vllm-b:8000"), "other", "partner", null, 0)),
                new TokenRules(4096, new TokenRules.Template(1, 2, 3)),
                new ModelDetails("Granite", "Small", "chat", "128k", List.of("chat", "tools")),
                Instant.EPOCH,
                false));
  }

  @Test
  void callsAModelUpstreamByItsFirstAliasElseByItsName() {
    String spec = "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: 'http://h'}]%s}";
    scene
        .with(Kind.MODEL_REF, "llm/a", spec.formatted(", aliases: [first, second]"))
        .with(Kind.MODEL_REF, "llm/b", spec.formatted(""));

    assertThat(model("llm/a").endpoints().getFirst().servedModel()).isEqualTo("first");
    assertThat(model("llm/a").publishedId()).isEqualTo("publishers/llm/models/first");
    assertThat(model("llm/b").endpoints().getFirst().servedModel()).isEqualTo("b");
    assertThat(model("llm/b").publishedId()).isEqualTo("publishers/llm/models/b");
  }

  @Test
  void isReadyWhenGovernedAndServed() {
    scene.model("llm/a").policy("p", "llm/a").subscription("s", "llm/a");

    Said said = scene.said(Kind.MODEL_REF, "llm/a");

    assertThat(model("llm/a").ready()).isTrue();
    assertThat(said.phase()).isEqualTo("Ready");
    assertThat(said.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(said.condition("GovernanceAttached")).isEqualTo("True GovernancePaired");
    assertThat(said.condition("RuntimeReady")).isEqualTo("True RuntimeHealthy");
    assertThat(said.condition("ModelIdentityUnique")).isEqualTo("True UniqueIdentity");
    assertThat(said.tree())
        .containsEntry("endpoint", "http://gateway:8080/llm/a")
        .containsEntry("resolvedModelAlias", "publishers/llm/models/a")
        .containsEntry("resolvedTenantRef", "models-as-a-service");
  }

  @Test
  void aTierIsASubscriptionToEveryModel() {
    scene.model("llm/a").policy("p", "llm/a").tiers("[{name: free, level: 0}]");

    assertThat(model("llm/a").ready()).isTrue();
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").phase()).isEqualTo("Ready");
  }

  @Test
  void isPendingUntilBothAPolicyAndASubscriptionNameIt() {
    scene.model("llm/none").model("llm/policy").model("llm/subscription");
    scene.policy("p", "llm/policy").subscription("s", "llm/subscription");

    Said none = scene.said(Kind.MODEL_REF, "llm/none");
    assertThat(none.phase()).isEqualTo("Pending");
    assertThat(none.condition("GovernanceAttached")).isEqualTo("False NoPairingFound");
    assertThat(none.tree()).doesNotContainKey("endpoint");
    Said policy = scene.said(Kind.MODEL_REF, "llm/policy");
    assertThat(policy.phase()).isEqualTo("Pending");
    assertThat(policy.condition("GovernanceAttached")).isEqualTo("False GovernanceGap");
    assertThat(policy.condition("Ready")).isEqualTo("False GovernanceGap");
    assertThat(policy.message("Ready")).isEqualTo("no MaaSSubscription names the model");
    assertThat(scene.said(Kind.MODEL_REF, "llm/subscription").message("Ready"))
        .isEqualTo("no MaaSAuthPolicy names the model");
    assertThat(scene.compile().snapshot().models().filter(Model::ready)).isEmpty();
  }

  @Test
  void isUnhealthyWhenGovernedAndNobodyServesIt() {
    scene
        .with(Kind.MODEL_REF, "llm/a", "{modelRef: {kind: llmisvc, name: x}}")
        .with(
            Kind.MODEL_REF,
            "llm/b",
            "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: 'http://h', weight: 0}]}")
        .policy("p", "llm/a", "llm/b")
        .subscription("s", "llm/a", "llm/b");

    Said said = scene.said(Kind.MODEL_REF, "llm/a");
    assertThat(said.phase()).isEqualTo("Unhealthy");
    assertThat(said.condition("RuntimeReady")).isEqualTo("False RuntimeHealthFailure");
    assertThat(said.message("Ready")).contains("spec.endpoints");
    assertThat(said.tree()).doesNotContainKey("endpoint");
    assertThat(model("llm/a").ready()).isFalse();
    assertThat(scene.said(Kind.MODEL_REF, "llm/b").message("RuntimeReady")).contains("weight 0");
  }

  @Test
  void tellsPeopleTheAddressThatOverridesItsOwn() {
    scene
        .with(
            Kind.MODEL_REF,
            "llm/a",
            "{modelRef: {kind: llmisvc, name: x}, endpointOverride: 'https://models.example.com',"
                + " endpoints: [{url: 'http://h'}]}")
        .policy("p", "llm/a")
        .subscription("s", "llm/a");

    assertThat(scene.said(Kind.MODEL_REF, "llm/a").tree())
        .containsEntry("endpoint", "https://models.example.com");
  }

  @Test
  void saysWhichModelsOfANamespaceShareAName() {
    String spec = "{modelRef: {kind: llmisvc, name: x}, aliases: [%s]}";
    scene
        .with(Kind.MODEL_REF, "llm/a", spec.formatted("shared"))
        .with(Kind.MODEL_REF, "llm/b", spec.formatted("a, other"))
        .with(Kind.MODEL_REF, "llm/c", spec.formatted("alone"))
        .with(Kind.MODEL_REF, "elsewhere/d", spec.formatted("shared"));

    Said said = scene.said(Kind.MODEL_REF, "llm/a");
    assertThat(said.condition("ModelIdentityUnique")).isEqualTo("False ModelNameConflict");
    assertThat(said.message("ModelIdentityUnique")).isEqualTo("a is also a name of llm/b");
    assertThat(scene.said(Kind.MODEL_REF, "llm/b").condition("ModelIdentityUnique"))
        .isEqualTo("False ModelNameConflict");
    assertThat(scene.said(Kind.MODEL_REF, "llm/c").condition("ModelIdentityUnique"))
        .isEqualTo("True UniqueIdentity");
    assertThat(scene.said(Kind.MODEL_REF, "elsewhere/d").condition("ModelIdentityUnique"))
        .isEqualTo("True UniqueIdentity");
  }

  @Test
  void leavesAnEndpointOutWhoseCredentialIsMissing() {
    scene
        .with(
            Kind.MODEL_REF,
            "llm/a",
            """
            {modelRef: {kind: llmisvc, name: x}, endpoints: [
              {name: one, url: "http://h", credentialRef: {name: gone}},
              {name: two, url: "http://i"}]}
            """)
        .policy("p", "llm/a")
        .subscription("s", "llm/a");

    assertThat(model("llm/a").endpoints()).extracting(Endpoint::name).containsExactly("two");
    Said said = scene.said(Kind.MODEL_REF, "llm/a");
    assertThat(said.phase()).isEqualTo("Ready");
    assertThat(said.message("RuntimeReady"))
        .isEqualTo("1 endpoint; endpoint one: secret llm/gone has no key api-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "vllm.localhost",
        "127.0.0.1",
        "127.255.0.9",
        "0.0.0.0",
        "0.1.2.3",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
      })
  void leavesAnEndpointOnThisMachineOutUnlessThatIsAllowed(String host) {
    scene.modelAt("llm/a", "http://" + host + ":8000");

    assertThat(model("llm/a").endpoints()).isEmpty();
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("RuntimeReady"))
        .contains("expected: an address of another machine");
    scene.allowLoopback();
    assertThat(model("llm/a").endpoints()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[::ffff:169.254.169.254]",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "224.0.0.1",
        "100.100.100.200",
        "[fd00:ec2::254]",
      })
  void leavesAnEndpointOnTheLinkOrAtMetadataOutInAnyCase(String host) {
    scene.allowLoopback().modelAt("llm/a", "http://" + host + ":8000");

    assertThat(model("llm/a").endpoints()).isEmpty();
    assertThat(scene.said(Kind.MODEL_REF, "llm/a").message("RuntimeReady"))
        .contains("expected: an address of a machine");
  }

  @Test
  void takesHowRequestsAreTreatedAndWhichPartOfThemGoesWhere() {
    scene
        .secret("key")
        .with(
            Kind.MODEL_REF,
            "llm/a",
            """
            {modelRef: {kind: llmisvc, name: x}, serving: {unsupported: refuse, attempts: 2},
             endpoints: [
               {url: "http://h/base", dialects: [openai-chat, openai-responses, messages],
                priority: 1, concurrency: 4},
               {url: "https://api.anthropic.com", provider: anthropic, dialects: [messages],
                credentialRef: {name: key}}]}
            """);

    assertThat(model("llm/a").serving()).isEqualTo(new Serving(Serving.Unsupported.REFUSE, 2));
    assertThat(model("llm/a").endpoints())
        .containsExactly(
            new Endpoint(
                "h",
                URI.create("http://h/base"),
                "a",
                "internal",
                new Access.Open(),
                List.of(
                    new Surface(Dialect.OPENAI_CHAT, "/v1/chat/completions"),
                    new Surface(Dialect.OPENAI_RESPONSES, "/v1/responses"),
                    new Surface(Dialect.MESSAGES, "/v1/messages")),
                new Share(1, 1, 4)),
            new Endpoint(
                "api.anthropic.com",
                URI.create("https://api.anthropic.com"),
                "a",
                "anthropic",
                new Access.Header("x-api-key", new Secret("value of key")),
                List.of(new Surface(Dialect.MESSAGES, "/v1/messages")),
                Share.of(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "[fd00::1]", "vllm", "localhost.example.com"})
  void takesEndpointsOnOtherMachines(String host) {
    scene.modelAt("llm/a", "http://" + host + ":8000");

    assertThat(model("llm/a").endpoints()).hasSize(1);
  }

  @Test
  void leavesTheModelsOfAnotherTenantToThatOne() {
    String spec = "{modelRef: {kind: llmisvc, name: x}, tenantRef: %s}";
    scene
        .with(Kind.MODEL_REF, "llm/ours", spec.formatted("models-as-a-service"))
        .with(Kind.MODEL_REF, "llm/theirs", spec.formatted("team-a"));

    assertThat(scene.compile().snapshot().models().map(model -> model.id().name()))
        .containsExactly("ours");
    assertThat(scene.said(Kind.MODEL_REF, "llm/theirs").message("Ready"))
        .isEqualTo("spec.tenantRef: team-a (expected: the name of an AITenant)");
  }

  @Test
  void doesNotWithholdAModelWhoseCapabilitiesCannotBeRead() {
    for (String broken : List.of("[chat", "{}", "chat", "", "[1]")) {
      Scene other = new Scene();
      other.with(
          Declare.annotated(
              Declare.spec(Kind.MODEL_REF, "llm/a", "{modelRef: {kind: llmisvc, name: x}}"),
              Map.of("opendatahub.io/model-capabilities", broken)));

      assertThat(other.compile().snapshot().models())
          .as(broken)
          .singleElement()
          .extracting(Model::details)
          .isEqualTo(ModelDetails.NONE);
    }
  }

  private Model model(String id) {
    return scene
        .compile()
        .snapshot()
        .models()
        .filter(model -> model.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
