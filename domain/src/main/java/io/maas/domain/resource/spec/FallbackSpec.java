package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `{models: [{name, namespace}], on: []}`: the models that stand in for one.
final class FallbackSpec {

  private static final int MOST = 4;

  private static final Rule TROUBLE =
      Rule.oneOf(Arrays.stream(Trouble.values()).map(FallbackSpec::word).toArray(String[]::new));

  private FallbackSpec() {}

  /// @param of the model that they stand in for; they are in its namespace unless they say
  ///   otherwise
  static Fallback read(@Nullable Fields fallback, ModelId of) {
    return fallback == null ? Fallback.NONE : new Fallback(models(fallback, of), on(fallback));
  }

  private static List<ModelId> models(Fields fallback, ModelId of) {
    List<ModelId> models = new ArrayList<>();
    for (Fields ref : fallback.objects("models", 1, MOST)) {
      String namespace = ref.textOrNull("namespace", Rules.SHORT_NAME);
      ModelId model =
          new ModelId(
              namespace == null ? of.namespace() : namespace, ref.text("name", Rules.SHORT_NAME));
      if (model.equals(of) || models.contains(model)) {
        ref.refuse("name", "a model that is neither this one nor named before");
      }
      models.add(model);
    }
    return models;
  }

  private static Set<Trouble> on(Fields fallback) {
    Set<Trouble> on = EnumSet.noneOf(Trouble.class);
    for (String word : fallback.texts("on", TROUBLE)) {
      on.add(Trouble.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return on.isEmpty() ? Trouble.USUAL : on;
  }

  private static String word(Trouble trouble) {
    return trouble.name().toLowerCase(Locale.ROOT);
  }
}
