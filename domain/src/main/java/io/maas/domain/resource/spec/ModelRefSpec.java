package io.maas.domain.resource.spec;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model that is published.
///
/// @param target what it points at
/// @param targetName the name of that, in the same namespace
/// @param endpointOverride what people are told to call, instead of what was found
/// @param tenant the tenant that it belongs to, if it says so
/// @param endpoints where it answers, where no cluster knows
/// @param aliases what else a request's `model` may say
/// @param servedModelName its name upstream, where an endpoint gives none
/// @param tokens how it counts
/// @param serving how its requests are treated on the way
public record ModelRefSpec(
    Target target,
    String targetName,
    @Nullable String endpointOverride,
    @Nullable String tenant,
    List<EndpointSpec> endpoints,
    List<String> aliases,
    @Nullable String servedModelName,
    TokenRules tokens,
    Serving serving)
    implements Spec {

  private static final Set<String> RESERVED = Set.of("maas-api", "v1", "internal", "console", "t");
  private static final int LARGEST_TEMPLATE = 1_000_000;
  private static final int MOST_ATTEMPTS = 10;
  private static final Rule TENANT =
      Rule.matching("a DNS label of 1 to 253 characters", "[a-z0-9]([-a-z0-9]*[a-z0-9])?", 253);
  private static final Rule TARGET = Rule.oneOf("LLMInferenceService", "ExternalModel", "llmisvc");

  private static final String ONE_CHOICE = "one_choice";
  private static final Rule USAGE = Rule.oneOf("all_choices", ONE_CHOICE);
  private static final String SEEN = "seen";
  private static final Rule UNFINISHED = Rule.oneOf("held", SEEN);

  /// What a reference may point at.
  public enum Target {
    LLM_INFERENCE_SERVICE("LLMInferenceService"),
    EXTERNAL_MODEL("ExternalModel");

    private final String word;

    Target(String word) {
      this.word = word;
    }

    /// As documents spell it.
    public String word() {
      return word;
    }
  }

  static ModelRefSpec read(Resource resource, Fields content, List<Violation> violations) {
    String namespace = resource.key().namespace();
    if (RESERVED.contains(namespace)) {
      violations.add(
          new Violation(
              "metadata.namespace", namespace, "none of " + RESERVED.stream().sorted().toList()));
    }
    Fields spec = content.object("spec");
    Fields ref = spec.object("modelRef");
    return new ModelRefSpec(
        ref.text("kind", TARGET).equals("ExternalModel")
            ? Target.EXTERNAL_MODEL
            : Target.LLM_INFERENCE_SERVICE,
        ref.text("name", Rules.NAME),
        spec.textOrNull("endpointOverride", Rules.FREE),
        spec.textOrNull("tenantRef", TENANT),
        endpoints(spec.objects("endpoints")),
        spec.texts("aliases", Rules.MODEL_NAME),
        spec.textOrNull("servedModelName", Rules.MODEL_NAME),
        tokens(spec.section("tokens")),
        serving(
            spec.section("serving"),
            ResponseCacheSpec.read(spec.objectOrNull("responseCache"), resource),
            new ModelId(namespace, resource.key().name())));
  }

  private static Serving serving(Fields serving, @Nullable ResponseCaching caching, ModelId of) {
    return new Serving(
        serving.choice("unsupported", Serving.Unsupported.class, Serving.DEFAULT.unsupported()),
        (int) serving.whole("attempts", 1, MOST_ATTEMPTS, Serving.DEFAULT.attempts()),
        caching,
        FallbackSpec.read(serving.objectOrNull("fallback"), of));
  }

  private static List<EndpointSpec> endpoints(List<Fields> endpoints) {
    Set<String> names = new HashSet<>();
    return endpoints.stream()
        .map(fields -> {
          EndpointSpec endpoint = EndpointSpec.read(fields);
          if (endpoint.name() != null && !names.add(endpoint.name())) {
            fields.refuse("name", "a name that no other endpoint of the model has");
          }
          return endpoint;
        })
        .toList();
  }

  private static TokenRules tokens(Fields tokens) {
    Fields template = tokens.objectOrNull("template");
    Fields tokenizer = tokens.objectOrNull("tokenizer");
    return new TokenRules(
        tokens.whole("defaultMaxTokens", 1, Limit.LARGEST, TokenRules.DEFAULT_MAX_TOKENS),
        template == null
            ? null
            : new TokenRules.Template(
                (int) template.whole("perPrompt", 0, LARGEST_TEMPLATE),
                (int) template.whole("perMessage", 0, LARGEST_TEMPLATE),
                (int) template.whole("perImage", 0, LARGEST_TEMPLATE, -1)),
        tokenizer == null ? null : TokenizerSpec.read(tokenizer),
        ONE_CHOICE.equals(tokens.textOrNull("usage", USAGE))
            ? TokenRules.Told.ONE_CHOICE
            : TokenRules.Told.ALL_CHOICES,
        SEEN.equals(tokens.textOrNull("unfinished", UNFINISHED))
            ? TokenRules.Unfinished.SEEN
            : TokenRules.Unfinished.HELD);
  }
}
