package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Model;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Changes good documents at random, as typing errors, old stores and attackers do.
class CompilerRobustnessTest {

  private static final int ROUNDS = 1500;

  private static final Map<Kind, String> GOOD =
      Map.of(
          Kind.MODEL_REF,
          """
          {spec: {modelRef: {kind: ExternalModel, name: gpt}, tenantRef: models-as-a-service,
            endpoints: [{name: a, url: "http://h:80/x/v1", credentialRef: {name: key},
              dialects: [messages], priority: 1, concurrency: 2, perMinute: {requests: 5}}],
            serving: {attempts: 2, fallback: {models: [{name: b}], on: [busy]}},
            tokens: {template: {perPrompt: 1, perMessage: 1}}, aliases: [b]}}
          """,
          Kind.SUBSCRIPTION,
          """
          {spec: {owner: {groups: [{name: all}]}, enforcement: strict, modelRefs: [{name: a,
            namespace: llm, tokenRateLimits: [{limit: 1, window: 1m}], billingRate: {perToken: "1"}
            }], rateLimits: [{limit: 1, window: 1m},
            {limit: "25", unit: cost, window: month@UTC}], failureMode: open}}
          """,
          Kind.AUTH_POLICY,
          "{spec: {modelRefs: [{name: a, namespace: llm}], subjects: {users: [bob]}}}",
          Kind.LEGACY_EXTERNAL_MODEL,
          "{spec: {provider: x, endpoint: h.io, targetModel: m, credentialRef: {name: key}}}",
          Kind.EXTERNAL_MODEL,
          """
          {spec: {modelName: m, externalProviderRefs: [{ref: {name: main}, targetModel: t,
            apiFormat: openai-chat, path: "/{a}/v1/chat/completions", config: {a: b}}]}}
          """,
          Kind.EXTERNAL_PROVIDER,
          """
          {spec: {provider: x, endpoint: h.io, auth: {type: sigv4, secretRef: {name: key}},
            config: {a: "1", port: "80", region: here}}}
          """,
          Kind.TENANT_CONFIG,
          """
          {spec: {apiKeys: {maxExpirationDays: 5}, telemetry: {metrics: {captureUser: true}},
            limits: [{limit: "2.5", unit: cost, window: day, timeZone: Europe/Berlin}]}}
          """,
          Kind.TEAM,
          """
          {spec: {groups: [{name: all}], enforcement: strict, limits: [{limit: 5, window: 1m,
            weights: {input: 1, cached: 0.1, output: 5}}, {limit: 2, unit: concurrent_requests}]}}
          """,
          Kind.AI_TENANT,
          """
          {spec: {gateway: {name: g, hostnames: [a.example]},
            oidc: {issuerUrl: "https://sso.example", clientId: c, ttl: 60}}}
          """,
          Kind.CONFIG_MAP,
          "{data: {tiers: '[{name: free, level: 0, limits: {tokens: [{limit: 1, window:"
              + " 1m}]}}]'}}");

  private static final List<Object> ODD =
      List.of(
          "",
          " ",
          "127.1",
          "localhost",
          "a_b",
          "http://",
          "http://[::1",
          "[",
          "{a: [",
          "[{}]",
          "..",
          "/",
          "/{}",
          "{",
          "$1",
          "\\",
          "1.1.1",
          "-",
          "\0",
          "9".repeat(400),
          -1,
          0,
          1L << 40,
          1e300,
          Double.NaN,
          true,
          List.of(),
          List.of(List.of()),
          Map.of(),
          Map.of("", ""));

  @Test
  void noChangeOfOneResourceTakesAnythingFromTheOthers() {
    Random random = new Random(20260102);
    List<Kind> kinds = List.of(Kind.values());
    int compiled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      Map<String, Object> content = Flow.map(GOOD.getOrDefault(kind, "{}"));
      for (int i = random.nextInt(3); i > 0; i--) {
        content = map(mutated(random, content));
      }
      Scene scene = new Scene().secret("key").model("llm/a").policy("p", "llm/a");
      scene.subscription("s", "llm/a").with(Kind.MODEL_REF, "llm/e", EXTERNAL);
      String namespace = kind.home().equals("default") ? "llm" : kind.home();
      Resource strange = Declare.content(kind, namespace + "/gpt", content);

      Compilation compilation = scene.with(strange).compile();

      assertThat(compilation.snapshot().models().filter(Model::ready)).isNotEmpty();
      Said said = new Said(compilation.statuses().getOrDefault(strange.key(), Map.of()));
      assertThat(said.condition("Ready")).as("%s %s", kind, content).isNotEmpty();
      compiled += said.condition("Ready").endsWith("InvalidSpec") ? 0 : 1;
    }
    assertThat(compiled).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
  }

  private static final String EXTERNAL = "{modelRef: {kind: ExternalModel, name: gpt}}";

  private static Map<String, Object> map(@Nullable Object tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  /// The tree with one place in it changed.
  private static @Nullable Object mutated(Random random, @Nullable Object tree) {
    if (tree instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(8) > 0) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
      Object key = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
      if (random.nextInt(10) == 0) {
        copy.remove(key);
      } else {
        copy.put(key, mutated(random, map.get(key)));
      }
      return copy;
    }
    if (tree instanceof List<?> list && !list.isEmpty() && random.nextInt(8) > 0) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      int index = random.nextInt(list.size());
      copy.set(index, mutated(random, list.get(index)));
      return copy;
    }
    return random.nextInt(10) == 0 ? null : ODD.get(random.nextInt(ODD.size()));
  }
}
