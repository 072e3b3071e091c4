package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.ExternalModels.External;
import io.maas.domain.resource.compile.Upstreams.Problem;
import io.maas.domain.resource.spec.ExternalModelSpec;
import io.maas.domain.resource.spec.ExternalProviderSpec;
import io.maas.domain.resource.spec.LegacyExternalModelSpec;
import io.maas.domain.resource.spec.ProviderRefSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds where external models of both generations answer. Of two with one name the newer
/// generation is meant, as in the reference.
final class ExternalModelCompiler {

  private final Surroundings surroundings;
  private final Statuses statuses;
  private final Map<ModelId, ExternalProviderSpec> providers = new HashMap<>();
  private final Map<ModelId, External> models = new HashMap<>();

  private ExternalModelCompiler(Surroundings surroundings, Statuses statuses) {
    this.surroundings = surroundings;
    this.statuses = statuses;
  }

  static ExternalModels compile(Declared declared, Surroundings surroundings, Statuses statuses) {
    ExternalModelCompiler compiler = new ExternalModelCompiler(surroundings, statuses);
    declared.all(ExternalProviderSpec.class).forEach(compiler::provider);
    declared.all(LegacyExternalModelSpec.class).forEach(compiler::legacy);
    declared.all(ExternalModelSpec.class).forEach(compiler::current);
    return new ExternalModels(compiler.models);
  }

  private void provider(Declaration<ExternalProviderSpec> provider) {
    ExternalProviderSpec spec = provider.spec();
    providers.put(new ModelId(provider.namespace(), provider.name()), spec);
    List<Problem> problems =
        new Credentials(surroundings, provider.namespace()).lacking(spec.auth()).stream().toList();
    Upstreams state = new Upstreams(List.of(), problems);
    say(provider, state, state.problems().isEmpty(), "accepted");
  }

  private void legacy(Declaration<LegacyExternalModelSpec> model) {
    LegacyExternalModelSpec spec = model.spec();
    EndpointCompiler compiler = new EndpointCompiler(surroundings, model.namespace());
    Connection.add(compiler, spec);
    keep(model, new External(spec.targetModel(), compiler.done()));
  }

  private void current(Declaration<ExternalModelSpec> model) {
    EndpointCompiler compiler = new EndpointCompiler(surroundings, model.namespace());
    Places places = new Places();
    for (ProviderRefSpec ref : model.spec().providers()) {
      ExternalProviderSpec provider = providers.get(new ModelId(model.namespace(), ref.provider()));
      if (provider == null) {
        compiler.drop(false, "provider " + model.namespace() + "/" + ref.provider() + " not found");
      } else {
        Connection.to(compiler, ref, provider).ifPresent(places::add);
      }
    }
    places.into(compiler);
    String named = model.spec().modelName();
    keep(model, new External(named == null ? model.name() : named, compiler.done()));
  }

  private void keep(Declaration<?> model, External external) {
    models.put(new ModelId(model.namespace(), model.name()), external);
    say(model, external.upstreams(), external.upstreams().usable(), external.upstreams().message());
  }

  private void say(Declaration<?> of, Upstreams state, boolean ready, String message) {
    boolean permanent = state.problems().stream().anyMatch(Problem::permanent);
    String told = ready || state.problems().isEmpty() ? message : problems(state);
    Condition condition =
        ready
            ? Condition.ready(told)
            : Condition.notReady(permanent ? "ReconcileFailed" : "BackendNotReady", told);
    String phase = ready ? "Ready" : permanent ? "Failed" : "Pending";
    statuses.put(of.resource(), phase, Map.of(), List.of(condition));
  }

  private static String problems(Upstreams state) {
    return String.join("; ", state.problems().stream().map(Problem::message).toList());
  }
}
