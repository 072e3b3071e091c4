package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Serving;
import io.maas.domain.resource.Surroundings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finishes each model: is it governed, is it served, and so is it ready.
record ModelCompiler(Governance governance, Surroundings surroundings, Statuses statuses) {

  List<Model> compile(Collection<ModelDraft> drafts) {
    ModelNames names = new ModelNames(drafts);
    Set<ModelId> there = ids(drafts, _ -> true);
    Set<ModelId> usable = ids(drafts, draft -> draft.upstreams().usable());
    return drafts.stream()
        .map(draft -> {
          Serving serving = draft.declaration().spec().serving();
          return compile(
              draft,
              names.of(draft),
              FallbackCheck.of(serving.fallback(), there, usable),
              serving.with(serving.fallback().within(there)));
        })
        .toList();
  }

  private static Set<ModelId> ids(Collection<ModelDraft> drafts, Predicate<ModelDraft> which) {
    return drafts.stream().filter(which).map(ModelDraft::id).collect(Collectors.toSet());
  }

  private Model compile(
      ModelDraft draft, Condition identity, Optional<Condition> fallback, Serving serving) {
    Condition governed = governance.of(draft.id());
    Condition runtime = runtime(draft.upstreams());
    boolean sound = governed.holds() && runtime.holds();
    String phase = sound ? "Ready" : governed.holds() ? "Unhealthy" : "Pending";
    Condition cause = governed.holds() ? runtime : governed;
    Condition summary =
        sound
            ? Condition.ready("governed and served")
            : Condition.notReady(cause.reason(), cause.message());
    List<Condition> conditions = new ArrayList<>(List.of(summary, governed, runtime, identity));
    Optional<Condition> tokenizer = TokenizerCheck.of(draft.tokens(), surroundings.tokenizers());
    tokenizer.ifPresent(conditions::add);
    fallback.ifPresent(conditions::add);
    Told told =
        statuses.put(draft.declaration().resource(), phase, facts(draft, sound), conditions);
    return new Model(
        draft.id(),
        draft.declaration().spec().target().word(),
        draft.publishedId(),
        draft.aliases(),
        draft.upstreams().endpoints(),
        tokenizer.isEmpty() || tokenizer.get().holds()
            ? draft.tokens()
            : draft.tokens().withoutTokenizer(),
        Annotations.details(draft.declaration().resource(), surroundings.yaml()),
        draft.declaration().resource().createdAt(),
        sound && told.ready(),
        serving);
  }

  private static Condition runtime(Upstreams upstreams) {
    return upstreams.usable()
        ? new Condition("RuntimeReady", true, "RuntimeHealthy", upstreams.message())
        : new Condition(
            "RuntimeReady",
            false,
            "RuntimeHealthFailure",
            "no endpoint can be used: " + upstreams.message());
  }

  private Map<String, Object> facts(ModelDraft draft, boolean ready) {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (ready) {
      facts.put("endpoint", address(draft));
    }
    facts.put("resolvedTenantRef", surroundings.tenant());
    facts.put("resolvedModelAlias", draft.publishedId());
    return facts;
  }

  private String address(ModelDraft draft) {
    @Nullable String override = draft.declaration().spec().endpointOverride();
    return override != null && !override.isEmpty()
        ? override
        : surroundings.gatewayRoot() + "/" + draft.id();
  }
}
