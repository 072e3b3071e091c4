package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a compiler remembers saves time, and changes nothing.
class RememberedCompilationTest {

  private static final int EDITS = 300;
  private static final int MODELS = 4;
  private static final int SUBSCRIPTIONS = 6;

  private final Compiler remembering = new Compiler();
  private final Map<ResourceKey, Resource> store = new LinkedHashMap<>();
  private long clock = Scene.NOW.getEpochSecond();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysAfterEachEditWhatACompilerThatNeverSawTheOthersSays(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < EDITS; i++) {
      edit(random);
      Instant now = Instant.ofEpochSecond(clock++);

      Compilation with = compile(remembering, now);
      Compilation without = compile(new Compiler(), now);

      assertThat(with.statuses()).as("edit %d of seed %d", i, seed).isEqualTo(without.statuses());
      assertThat(subscriptions(with.snapshot()))
          .as("edit %d of seed %d", i, seed)
          .isEqualTo(subscriptions(without.snapshot()));
      if (random.nextInt(3) > 0) {
        write(with);
      }
    }
  }

  @Test
  void makesASubscriptionOnlyOnceWhileNothingOfItChanges() {
    subscription(0, "llm/0", 10);
    subscription(1, "llm/0", 20);
    model(0, true);
    write(compile(remembering, Scene.NOW));
    Snapshot before = compile(remembering, Scene.NOW).snapshot();

    subscription(1, "llm/0", 30);
    Snapshot after = compile(remembering, Scene.NOW).snapshot();

    assertThat(find(after, 0)).isSameAs(find(before, 0));
    assertThat(find(after, 1)).isNotEqualTo(find(before, 1));
  }

  private void edit(Random random) {
    int model = random.nextInt(MODELS);
    int subscription = random.nextInt(SUBSCRIPTIONS);
    switch (random.nextInt(7)) {
      case 0 -> model(model, random.nextBoolean());
      case 1 -> store.remove(new ResourceKey(Kind.MODEL_REF, "llm", String.valueOf(model)));
      case 2 -> put(Declare.spec(Kind.MODEL_REF, "llm/" + model, "{}"));
      case 3 -> store.remove(new ResourceKey(Kind.SUBSCRIPTION, Scene.TENANT, "s" + subscription));
      case 4 ->
          put(
              Declare.spec(
                  Kind.AUTH_POLICY,
                  Scene.TENANT + "/p",
                  "{modelRefs: [{namespace: llm, name: '" + model + "'}], subjects: {}}"));
      default -> subscription(subscription, "llm/" + model, random.nextInt(3));
    }
  }

  private void model(int name, boolean bounded) {
    String tokens = bounded ? ", tokens: {template: {perPrompt: 1, perMessage: 2}}" : "";
    put(
        Declare.spec(
            Kind.MODEL_REF,
            "llm/" + name,
            "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: 'http://vllm:8000'}]"
                + tokens
                + "}"));
  }

  /// Of that model and of the first, at a priority that others may have.
  private void subscription(int name, String model, int priority) {
    String refs =
        "[{namespace: llm, name: '%s', tokenRateLimits: [{limit: 5, window: 1m}]},"
                .formatted(model.substring(4))
            + " {namespace: llm, name: '3', tokenRateLimits: [{limit: 7, window: 1h}]}]";
    put(
        Declare.spec(
            Kind.SUBSCRIPTION,
            Scene.TENANT + "/s" + name,
            "{owner: {groups: [{name: all}]}, enforcement: strict, priority: "
                + priority
                + ", modelRefs: "
                + refs
                + "}"));
  }

  private void put(Resource resource) {
    Resource known = store.get(resource.key());
    store.put(resource.key(), known == null ? resource : with(resource, known.status()));
  }

  private void write(Compilation compilation) {
    Map<ResourceKey, Map<String, Object>> statuses = new HashMap<>(compilation.statuses());
    store.replaceAll((key, resource) -> with(resource, statuses.getOrDefault(key, Map.of())));
  }

  private static Resource with(Resource resource, Map<String, Object> status) {
    return new Resource(
        resource.key(),
        resource.labels(),
        resource.annotations(),
        resource.uid(),
        resource.generation(),
        resource.resourceVersion(),
        resource.createdAt(),
        resource.finalizers(),
        resource.deletedAt(),
        resource.content(),
        status);
  }

  private Compilation compile(Compiler compiler, Instant now) {
    return new Scene().compile(compiler, new ArrayList<>(store.values()), now);
  }

  private static List<Subscription> subscriptions(Snapshot snapshot) {
    return snapshot.subscriptions().sorted(Comparator.comparing(Subscription::id)).toList();
  }

  private static Subscription find(Snapshot snapshot, int name) {
    return snapshot.find(Scene.TENANT + "/s" + name).orElseThrow();
  }
}
