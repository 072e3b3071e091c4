package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a table of bad input: a good resource with one field changed, and what is said of it.
///
/// @param path of the field, such as `spec.modelRefs[0].name`
/// @param value what it is changed to, in flow style; `~` takes it away
/// @param violations all that is said, each from its start on
record Case(String path, String value, List<String> violations) {

  static Case of(String path, String value, String... violations) {
    return new Case(path, value, List.of(violations));
  }

  /// Checks the resource with the field changed.
  void verify(Resource good) {
    Resource bad =
        Resource.draft(
            good.key(),
            good.labels(),
            good.annotations(),
            good.finalizers(),
            changed(good.content()));

    List<String> said = Specs.check(bad, Flow::value).stream().map(Violation::toString).toList();

    assertThat(said).as(toString()).hasSameSizeAs(violations);
    for (int i = 0; i < said.size(); i++) {
      assertThat(said.get(i)).as(toString()).startsWith(violations.get(i));
    }
  }

  @SuppressWarnings("unchecked") // trees have string keys
  private Map<String, Object> changed(Map<String, Object> content) {
    List<Object> steps = new ArrayList<>();
    for (String part : path.split("[.\\[]", -1)) {
      steps.add(part.endsWith("]") ? (Object) Integer.valueOf(part.replace("]", "")) : part);
    }
    return (Map<String, Object>) change(content, steps, Flow.value(value));
  }

  private static Object change(@Nullable Object tree, List<Object> steps, @Nullable Object value) {
    Object step = steps.getFirst();
    List<Object> rest = steps.subList(1, steps.size());
    if (step instanceof Integer index) {
      List<@Nullable Object> list = new ArrayList<>(tree instanceof List<?> old ? old : List.of());
      while (list.size() <= index) {
        list.add(null);
      }
      list.set(index, rest.isEmpty() ? value : change(list.get(index), rest, value));
      return list;
    }
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> old) {
      map.putAll(old);
    }
    map.put(step, rest.isEmpty() ? value : change(map.get(step), rest, value));
    return map;
  }

  @Override
  public String toString() {
    return path + ": " + value;
  }
}
