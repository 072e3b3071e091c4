package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Model;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompilerTest {

  private static final ResourceKey MODEL = new ResourceKey(Kind.MODEL_REF, "llm", "a");

  private final Scene scene =
      new Scene().model("llm/a").policy("p", "llm/a").subscription("s", "llm/a");

  @Test
  void givesTheSnapshotItsVersionAndTenant() {
    assertThat(scene.compile().snapshot().version()).isEqualTo(7);
    assertThat(scene.compile().snapshot().tenant()).isEqualTo("models-as-a-service");
  }

  @Test
  void saysSomethingOfEveryResource() {
    scene.tiers("[]").with(Kind.MODEL_REF, "llm/bad", "{}");

    assertThat(scene.compile().statuses().keySet())
        .containsExactlyInAnyOrderElementsOf(
            scene.resources().stream().map(Resource::key).toList());
  }

  @Test
  void poisonsNothingButTheInvalidResource() {
    for (Kind kind : Kind.values()) {
      scene.with(Declare.content(kind, "llm/broken", Map.of("spec", "x", "data", 5)));
    }

    Compilation compilation = scene.compile();

    assertThat(compilation.snapshot().models().filter(Model::ready)).hasSize(1);
    for (Kind kind : Kind.values()) {
      Said said = scene.said(kind, "llm/broken");
      assertThat(said.phase()).as(kind.kind()).isEqualTo("Failed");
      assertThat(said.condition("Ready")).as(kind.kind()).isEqualTo("False InvalidSpec");
      assertThat(said.message("Ready"))
          .as(kind.kind())
          .startsWith(
              kind == Kind.CONFIG_MAP
                  ? "data: 5 (expected: an object)"
                  : "spec: \"x\" (expected: an object)");
    }
  }

  @Test
  void keepsAMessageWithinTheReferencesLength() {
    scene.with(
        Kind.MODEL_REF,
        "llm/bad",
        "{endpoints: [" + "{url: x},".repeat(100) + "], modelRef: {kind: llmisvc, name: x}}");

    assertThat(scene.said(Kind.MODEL_REF, "llm/bad").message("Ready")).hasSize(1024);
  }

  @Test
  void givesTheSameForTheSameInAnyOrder() {
    scene.model("llm/b").subscription("t", "llm/b").policy("q", "llm/a", "llm/b").tiers("[]");
    Map<ResourceKey, Map<String, Object>> expected = scene.compile().statuses();

    List<Resource> shuffled = new ArrayList<>(scene.resources());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      Compilation compilation = scene.compile(shuffled, Scene.NOW);
      assertThat(compilation.statuses()).isEqualTo(expected);
      assertThat(List.copyOf(compilation.statuses().keySet()))
          .isEqualTo(List.copyOf(expected.keySet()));
    }
  }

  @Test
  void leavesOutWhatIsBeingDeleted() {
    List<Resource> resources = new ArrayList<>(scene.resources());
    resources.replaceAll(resource -> resource.key().equals(MODEL) ? deleted(resource) : resource);

    Compilation compilation = scene.compile(resources, Scene.NOW);

    assertThat(compilation.snapshot().models()).isEmpty();
    assertThat(compilation.statuses()).doesNotContainKey(MODEL);
  }

  @Test
  void datesAConditionByItsLastChange() {
    Instant later = Scene.NOW.plusSeconds(60);
    Instant last = Scene.NOW.plusSeconds(120);
    List<Resource> said = withStatuses(scene.resources(), scene.compile());

    List<Resource> ungoverned =
        said.stream().filter(each -> each.key().kind() != Kind.AUTH_POLICY).toList();
    Compilation changed = scene.compile(ungoverned, later);
    Compilation again = scene.compile(withStatuses(ungoverned, changed), last);

    assertThat(times(scene.compile()))
        .containsEntry("GovernanceAttached", "2026-01-02T03:04:05Z")
        .containsEntry("RuntimeReady", "2026-01-02T03:04:05Z");
    assertThat(times(changed))
        .containsEntry("GovernanceAttached", "2026-01-02T03:05:05Z")
        .containsEntry("RuntimeReady", "2026-01-02T03:04:05Z");
    assertThat(times(again)).isEqualTo(times(changed));
  }

  @Test
  void givesBackTheVeryStatusOfWhichNothingNewCanBeSaid() {
    List<Resource> stored =
        withStatuses(scene.resources(), scene.compile()).stream()
            .map(resource -> status(resource, narrowed(resource.status())))
            .toList();

    Compilation again = scene.compile(stored, Scene.NOW.plusSeconds(60));

    for (Resource resource : stored) {
      assertThat(again.statuses().get(resource.key())).isSameAs(resource.status());
    }
  }

  @Test
  void dependsOnTheGenerationThatItSaw() {
    Resource raised = raised(scene.resources().getFirst());

    Map<String, Object> status =
        scene.compile(List.of(raised), Scene.NOW).statuses().getOrDefault(MODEL, Map.of());

    assertThat(new Said(status).list("conditions"))
        .allSatisfy(condition -> assertThat(condition).containsEntry("observedGeneration", 5L));
  }

  private static Map<String, String> times(Compilation compilation) {
    Map<String, String> times = new HashMap<>();
    new Said(compilation.statuses().getOrDefault(MODEL, Map.of()))
        .list("conditions")
        .forEach(condition ->
            times.put(
                String.valueOf(condition.get("type")),
                String.valueOf(condition.get("lastTransitionTime"))));
    return times;
  }

  private static List<Resource> withStatuses(List<Resource> resources, Compilation compilation) {
    return resources.stream()
        .map(resource ->
            status(resource, compilation.statuses().getOrDefault(resource.key(), Map.of())))
        .toList();
  }

  /// As a store of JSON gives it back: whole numbers that are small are of the smaller class.
  private static Map<String, Object> narrowed(Map<String, Object> tree) {
    Map<String, Object> narrow = new LinkedHashMap<>();
    tree.forEach((key, value) -> narrow.put(key, narrowed(value)));
    return narrow;
  }

  @SuppressWarnings("unchecked") // trees have string keys
  private static Object narrowed(Object value) {
    return switch (value) {
      case Long number -> (Object) number.intValue();
      case Map<?, ?> map -> narrowed((Map<String, Object>) map);
      case List<?> list -> list.stream().map(CompilerTest::narrowed).toList();
      default -> value;
    };
  }

  private static Resource status(Resource r, Map<String, Object> status) {
    return new Resource(
        r.key(),
        r.labels(),
        r.annotations(),
        r.uid(),
        r.generation(),
        r.resourceVersion(),
        r.createdAt(),
        r.finalizers(),
        r.deletedAt(),
        r.content(),
        status);
  }

  private static Resource deleted(Resource r) {
    return new Resource(
        r.key(),
        r.labels(),
        r.annotations(),
        r.uid(),
        r.generation(),
        r.resourceVersion(),
        r.createdAt(),
        r.finalizers(),
        Scene.NOW,
        r.content(),
        r.status());
  }

  private static Resource raised(Resource r) {
    return new Resource(
        r.key(),
        r.labels(),
        r.annotations(),
        r.uid(),
        5,
        r.resourceVersion(),
        r.createdAt(),
        r.finalizers(),
        r.deletedAt(),
        r.content(),
        r.status());
  }
}
