package io.maas.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.domain.resource.spec.Specs;
import io.maas.simulator.text.PromptTemplate;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DemoResourcesTest {
  private static final URI SIMULATOR = URI.create("http://127.0.0.1:4242");
  private static final String GRANITE = "ibm-granite-2b-gpu";

  private final List<Resource> resources =
      DemoResources.documents(SIMULATOR).stream().map(DemoResourcesTest::resource).toList();

  @Test
  void breakNoRule() {
    assertThat(resources).hasSize(8);
    assertThat(resources)
        .allSatisfy(
            resource -> assertThat(Specs.check(resource, DemoResourcesTest::yaml)).isEmpty());
  }

  @Test
  void areAllReadyWithLimitsThatCanBeStrict() {
    Compilation compiled = compile();

    assertThat(compiled.statuses()).hasSize(8);
    assertThat(compiled.statuses().values())
        .allSatisfy(status -> assertThat(status.get("phase")).isIn("Ready", "Active"));
    assertThat(compiled.statuses().toString())
        .contains("reason=Bounded, message=every strict limit holds");
  }

  @Test
  void limitTheTiersAsTheSeedDoes() {
    assertThat(limits("tier-free")).containsExactlyInAnyOrder("5 per 2m", "100 per 1m");
    assertThat(limits("tier-premium")).containsExactlyInAnyOrder("20 per 2m", "50000 per 1m");
  }

  @Test
  void pointAtTheSimulatorAndNameWhatItServes() {
    assertThat(resources)
        .filteredOn(resource -> resource.spec().containsKey("servedModelName"))
        .extracting(resource -> resource.spec().get("servedModelName"))
        .containsExactlyElementsOf(DemoResources.SERVED_MODELS);
    assertThat(resources.toString()).contains("url=" + SIMULATOR).doesNotContain("SIMULATOR_URL");
  }

  @Test
  void declareTheSimulatorsOwnTemplate() {
    assertThat(resources)
        .filteredOn(resource -> resource.key().name().equals(GRANITE))
        .singleElement()
        .extracting(resource -> resource.spec().get("tokens"))
        .isEqualTo(
            Map.of(
                "template",
                Map.of(
                    "perPrompt", PromptTemplate.TOKENS_PER_PROMPT,
                    "perMessage", PromptTemplate.TOKENS_PER_MESSAGE,
                    "perImage", PromptTemplate.TOKENS_PER_IMAGE)));
  }

  private List<String> limits(String subscription) {
    return compile()
        .snapshot()
        .subscriptions()
        .filter(tier -> tier.name().equals(subscription))
        .map(Subscription::everyModel)
        .flatMap(grant -> grant == null ? Stream.empty() : grant.limits().stream())
        .map(DemoResourcesTest::text)
        .toList();
  }

  private static String text(Limit limit) {
    return limit.amount() + " per " + limit.window();
  }

  private Compilation compile() {
    var surroundings =
        new Surroundings(
            "models-as-a-service",
            true,
            (_, _, _) -> Optional.empty(),
            DemoResourcesTest::yaml,
            "http://127.0.0.1:8080");
    return new Compiler().compile(1, resources, surroundings, Instant.EPOCH);
  }

  private static Resource resource(Map<String, Object> document) {
    return switch (Documents.read(document)) {
      case Documents.Parsed(var draft) -> draft;
      case Documents.Invalid(var violations) -> throw new AssertionError(violations.toString());
    };
  }

  private static Object yaml(String text) {
    try {
      return new YAMLMapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
