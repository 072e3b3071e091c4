package io.maas.testkit.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.Resources.Written;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of resources must do.
public abstract class ResourcesContract {

  private static final ResourceKey KEY = new ResourceKey(Kind.MODEL_REF, "llm", "granite");

  /// An empty store; the same throughout one test.
  protected abstract Resources resources();

  private static Resource draft(Object replicas, String... finalizers) {
    return draft(KEY, replicas, finalizers);
  }

  private static Resource draft(ResourceKey key, Object replicas, String... finalizers) {
    return Resource.draft(
        key,
        Map.of("team", "a"),
        Map.of("note", "b"),
        List.of(finalizers),
        Map.of("spec", Map.of("replicas", replicas)));
  }

  private static Resource at(long version, Resource draft) {
    return new Resource(
        draft.key(),
        draft.labels(),
        draft.annotations(),
        draft.uid(),
        draft.generation(),
        version,
        draft.createdAt(),
        draft.finalizers(),
        draft.deletedAt(),
        draft.content(),
        draft.status());
  }

  private Resource created(Resource draft) {
    assertThat(resources().put(draft)).isInstanceOf(Written.Created.class);
    return resources().find(draft.key()).orElseThrow();
  }

  @Test
  void keepsAStatusThatSomebodyWroteByHandWithoutANewGeneration() {
    Resource created = created(draft(1));
    long version = resources().version();

    boolean written = resources().putStatusByHand(KEY, Map.of("phase", "Failed"));

    Resource found = resources().find(KEY).orElseThrow();
    assertThat(written).isTrue();
    assertThat(found.status()).isEqualTo(Map.of("phase", "Failed"));
    assertThat(found.generation()).isEqualTo(created.generation());
    assertThat(found.resourceVersion()).isGreaterThan(created.resourceVersion());
    assertThat(resources().version()).isEqualTo(version);
  }

  @Test
  void writesNoStatusOfWhatIsNotThere() {
    assertThat(resources().putStatusByHand(KEY, Map.of("phase", "Failed"))).isFalse();
    assertThat(resources().find(KEY)).isEmpty();
  }

  @Test
  void createsWhatIsNew() {
    Written written = resources().put(draft(1, "keep"));

    Resource found = resources().find(KEY).orElseThrow();
    assertThat(written).isEqualTo(new Written.Created(found));
    assertThat(found.generation()).isEqualTo(1);
    assertThat(found.resourceVersion()).isPositive();
    assertThat(found.uid()).isNotBlank();
    assertThat(found.labels()).containsExactly(Map.entry("team", "a"));
    assertThat(found.annotations()).containsExactly(Map.entry("note", "b"));
    assertThat(found.finalizers()).containsExactly("keep");
    assertThat(found.content()).isEqualTo(Map.of("spec", Map.of("replicas", 1)));
    assertThat(found.status()).isEmpty();
    assertThat(found.deletedAt()).isNull();
  }

  @Test
  void keepsTreesAsTheyAre() {
    Map<String, Object> spec = new HashMap<>();
    spec.put("text", "ä \"quoted\" 😀");
    spec.put("nothing", null);
    spec.put("list", Arrays.asList(1, "two", true, null, Map.of("deep", List.of())));
    spec.put("ratio", 0.25);
    spec.put("large", 9_000_000_000L);

    Resource found =
        created(Resource.draft(KEY, Map.of(), Map.of(), List.of(), Map.of("spec", spec)));

    assertThat(found.spec()).isEqualTo(spec);
  }

  @Test
  void raisesTheGenerationWithTheContentOnly() {
    Resource first = created(draft(1));
    resources().put(at(first.resourceVersion(), draft(2)));
    Resource second = resources().find(KEY).orElseThrow();
    resources()
        .put(
            at(
                second.resourceVersion(),
                Resource.draft(KEY, Map.of("team", "z"), Map.of(), List.of(), second.content())));
    Resource third = resources().find(KEY).orElseThrow();

    assertThat(List.of(first.generation(), second.generation(), third.generation()))
        .containsExactly(1L, 2L, 2L);
    assertThat(second.resourceVersion()).isGreaterThan(first.resourceVersion());
    assertThat(third.resourceVersion()).isGreaterThan(second.resourceVersion());
    assertThat(third.uid()).isEqualTo(first.uid());
    assertThat(third.createdAt()).isEqualTo(first.createdAt());
  }

  @Test
  void writesNothingWhereNothingChanges() {
    Resource first = created(draft(1));
    long version = resources().version();

    Written written = resources().put(at(first.resourceVersion(), draft(1)));

    assertThat(written).isEqualTo(new Written.Unchanged(first));
    assertThat(resources().version()).isEqualTo(version);
  }

  @Test
  void refusesAStaleWrite() {
    Resource first = created(draft(1));
    resources().put(at(first.resourceVersion(), draft(2)));
    Resource second = resources().find(KEY).orElseThrow();

    assertThat(resources().put(at(first.resourceVersion(), draft(3))))
        .isEqualTo(new Written.Conflict(second.resourceVersion()));
    assertThat(resources().put(draft(3))).isEqualTo(new Written.Conflict(second.resourceVersion()));
    assertThat(resources().put(at(7, draft(new ResourceKey(Kind.MODEL_REF, "llm", "gone"), 1))))
        .isEqualTo(new Written.Conflict(0));
    assertThat(resources().find(KEY)).contains(second);
  }

  @Test
  void letsOneOfManyWritersWin() throws Exception {
    Resource first = created(draft(0));
    ResourceKey fresh = new ResourceKey(Kind.MODEL_REF, "llm", "fresh");

    List<Written> updates =
        atOnce(8, i -> () -> resources().put(at(first.resourceVersion(), draft(i + 1))));
    List<Written> creations = atOnce(8, i -> () -> resources().put(draft(fresh, i)));

    assertThat(updates).hasAtLeastOneElementOfType(Written.Updated.class);
    assertThat(updates).filteredOn(Written.Conflict.class::isInstance).hasSize(7);
    assertThat(creations).hasAtLeastOneElementOfType(Written.Created.class);
    assertThat(creations).filteredOn(Written.Conflict.class::isInstance).hasSize(7);
  }

  private static List<Written> atOnce(
      int writers, java.util.function.IntFunction<Callable<Written>> writer) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Written>> written =
          threads.invokeAll(IntStream.range(0, writers).mapToObj(writer).toList());
      return written.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void writesStatusBesideTheSpec() {
    Resource first = created(draft(1));
    long version = resources().version();

    resources().putStatus(KEY, Map.of("phase", "Ready"));

    Resource found = resources().find(KEY).orElseThrow();
    assertThat(found.status()).isEqualTo(Map.of("phase", "Ready"));
    assertThat(found.generation()).isEqualTo(1);
    assertThat(found.resourceVersion()).isGreaterThan(first.resourceVersion());
    assertThat(resources().version()).isEqualTo(version);
    assertThat(resources().put(at(found.resourceVersion(), draft(2))))
        .isInstanceOf(Written.Updated.class);
    assertThat(resources().find(KEY).orElseThrow().status()).isEqualTo(Map.of("phase", "Ready"));
  }

  @Test
  void writesNoStatusOfWhatIsGone() {
    resources().putStatus(KEY, Map.of("phase", "Ready"));

    assertThat(resources().find(KEY)).isEmpty();
  }

  @Test
  void deletesAtOnceWithoutFinalizers() {
    created(draft(1));
    long version = resources().version();

    assertThat(resources().delete(KEY)).isTrue();

    assertThat(resources().find(KEY)).isEmpty();
    assertThat(resources().version()).isGreaterThan(version);
    assertThat(resources().delete(KEY)).isFalse();
  }

  @Test
  void deletesWhenTheLastFinalizerIsGone() {
    created(draft(1, "keep", "really"));

    assertThat(resources().delete(KEY)).isTrue();
    Resource marked = resources().find(KEY).orElseThrow();
    assertThat(resources().delete(KEY)).isTrue();
    assertThat(resources().find(KEY)).contains(marked);
    resources().put(at(marked.resourceVersion(), draft(1, "keep")));
    Resource half = resources().find(KEY).orElseThrow();
    resources().put(at(half.resourceVersion(), draft(1)));

    assertThat(marked.deletedAt()).isNotNull();
    assertThat(half.deletedAt()).isEqualTo(marked.deletedAt());
    assertThat(resources().find(KEY)).isEmpty();
  }

  @Test
  void listsByKindAndNamespace() {
    ResourceKey legacy = new ResourceKey(Kind.LEGACY_EXTERNAL_MODEL, "llm", "gpt");
    ResourceKey current = new ResourceKey(Kind.EXTERNAL_MODEL, "llm", "gpt");
    ResourceKey map = new ResourceKey(Kind.CONFIG_MAP, "maas-api", "tiers");
    List.of(KEY, legacy, current, map).forEach(key -> created(draft(key, 1)));

    assertThat(keys(Selection.ALL)).containsExactlyInAnyOrder(KEY, legacy, current, map);
    assertThat(keys(new Selection(Kind.EXTERNAL_MODEL, null))).containsExactly(current);
    assertThat(keys(new Selection(null, "maas-api"))).containsExactly(map);
    assertThat(keys(new Selection(Kind.CONFIG_MAP, "llm"))).isEmpty();
  }

  @Test
  void listsAsManyAsAreAskedFor() {
    ResourceKey first = new ResourceKey(Kind.EXTERNAL_MODEL, "a", "z");
    ResourceKey second = new ResourceKey(Kind.EXTERNAL_MODEL, "b", "x");
    ResourceKey third = new ResourceKey(Kind.EXTERNAL_MODEL, "b", "y");
    List.of(third, first, second, KEY).forEach(key -> created(draft(key, 1)));
    Selection models = new Selection(Kind.EXTERNAL_MODEL, null);

    assertThat(resources().list(models, 2, 0))
        .extracting(Resource::key)
        .containsExactly(first, second);
    assertThat(resources().list(models, 2, 2)).extracting(Resource::key).containsExactly(third);
    assertThat(resources().list(models, 2, 3)).isEmpty();
  }

  private List<ResourceKey> keys(Selection selection) {
    return resources().list(selection).stream().map(Resource::key).toList();
  }

  @Test
  void listsAllAsTheyAreHoweverOftenItIsAsked() {
    ResourceKey other = new ResourceKey(Kind.SUBSCRIPTION, "ns", "gold");
    created(draft(KEY, 1));
    created(draft(other, 1));
    assertThat(resources().list(Selection.ALL))
        .containsExactlyInAnyOrder(
            resources().find(KEY).orElseThrow(), resources().find(other).orElseThrow());

    resources().put(at(resources().find(KEY).orElseThrow().resourceVersion(), draft(KEY, 2)));
    resources().putStatus(other, Map.of("phase", "Active"));
    List<Resource> changed = resources().list(Selection.ALL);
    assertThat(changed)
        .containsExactlyInAnyOrder(
            resources().find(KEY).orElseThrow(), resources().find(other).orElseThrow());
    assertThat(changed).extracting(Resource::status).contains(Map.of("phase", "Active"));
    assertThat(changed).extracting(Resource::spec).contains(Map.of("replicas", 2));

    resources().delete(KEY);
    assertThat(resources().list(Selection.ALL)).extracting(Resource::key).containsExactly(other);
    created(draft(KEY, 3));
    assertThat(resources().list(Selection.ALL))
        .extracting(Resource::spec)
        .contains(Map.of("replicas", 3));
  }
}
