package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads what resources say, each by its kind.
public final class Specs {

  private Specs() {}

  /// What came of reading.
  public sealed interface Reading {}

  /// It says this.
  public record Valid(Spec spec) implements Reading {}

  /// It breaks these rules; never empty.
  public record Invalid(List<Violation> violations) implements Reading {}

  /// Everything that is wrong with a resource; empty if it may be stored.
  ///
  /// @param yaml reads the text that a ConfigMap holds; throws IllegalArgumentException
  public static List<Violation> check(Resource resource, Function<String, Object> yaml) {
    return switch (read(resource, yaml)) {
      case Valid _ -> List.of();
      case Invalid(List<Violation> violations) -> violations;
    };
  }

  /// What a resource says, or everything that is wrong with it.
  ///
  /// @param yaml reads the text that a ConfigMap holds; throws IllegalArgumentException
  public static Reading read(Resource resource, Function<String, Object> yaml) {
    List<Violation> violations = new ArrayList<>();
    Fields content = Fields.of(resource.content(), violations);
    Spec spec =
        switch (resource.key().kind()) {
          case MODEL_REF -> ModelRefSpec.read(resource, content, violations);
          case AUTH_POLICY -> AuthPolicySpec.read(content.object("spec"));
          case SUBSCRIPTION -> SubscriptionSpec.read(content.object("spec"));
          case LEGACY_EXTERNAL_MODEL ->
              LegacyExternalModelSpec.read(resource, content.object("spec"), violations);
          case EXTERNAL_MODEL -> ExternalModelSpec.read(content.object("spec"));
          case EXTERNAL_PROVIDER -> ExternalProviderSpec.read(content.object("spec"));
          case INFERENCE_SERVICE -> InferenceServiceSpec.read(content.object("spec"));
          case TENANT_CONFIG -> TenantConfigSpec.read(content.section("spec"));
          case LEGACY_TENANT -> LegacyTenantSpec.read(content.section("spec"));
          case CONFIG -> ConfigSpec.read(content.section("spec"));
          case AI_TENANT -> AiTenantSpec.read(resource, content.section("spec"), violations);
          case TEAM -> TeamSpec.read(content.object("spec"));
          case CONFIG_MAP -> TiersSpec.read(content.object("data"), yaml, violations);
        };
    return violations.isEmpty() ? new Valid(spec) : new Invalid(List.copyOf(violations));
  }
}
