package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthPolicySpecTest {

  private static final Resource FULL =
      Declare.spec(
          Kind.AUTH_POLICY,
          "models-as-a-service/engineers",
          """
          {modelRefs: [{name: my-model, namespace: llm}, {name: other, namespace: llm}],
           subjects: {groups: [{name: engineering}], users: [bob]},
           meteringMetadata: {organizationId: o, labels: {a: b}}}
          """);

  @Test
  void readsEverything() {
    assertThat(Specs.read(FULL, Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new AuthPolicySpec(
                    List.of(new ModelId("llm", "my-model"), new ModelId("llm", "other")),
                    new Subjects(Set.of("engineering"), Set.of("bob")),
                    new Attribution("o", null, Map.of("a", "b")))));
  }

  static List<Case> badInput() {
    return List.of(
        Case.of("spec", "[]", "spec: a list of 0 (expected: an object)"),
        Case.of("spec.modelRefs", "~", "spec.modelRefs: nothing (expected: a list of 1 or more)"),
        Case.of("spec.modelRefs", "[]", "spec.modelRefs: a list of 0 (expected: a list of 1 or"),
        Case.of(
            "spec.modelRefs",
            "[my-model]",
            "spec.modelRefs[0]: \"my-model\" (expected: an object)"),
        Case.of(
            "spec.modelRefs[1]",
            "{}",
            "spec.modelRefs[1].name: nothing (expected: text of 1 to 63 characters)",
            "spec.modelRefs[1].namespace: nothing (expected: text of 1 to 63 characters)"),
        Case.of("spec.subjects", "~", "spec.subjects: nothing (expected: an object)"),
        Case.of(
            "spec.subjects",
            "{}",
            "spec.subjects.groups: nothing (expected: at least one group or user)"),
        Case.of(
            "spec.subjects",
            "{groups: [], users: []}",
            "spec.subjects.groups: a list of 0 (expected: at least one group or user)"),
        Case.of("spec.subjects.groups[0].name", "5", "spec.subjects.groups[0].name: 5 (expected:"),
        Case.of("spec.subjects.users[1]", "''", "spec.subjects.users[1]: \"\" (expected: text"),
        Case.of("spec.meteringMetadata", "x", "spec.meteringMetadata: \"x\" (expected: an object"));
  }

  @ParameterizedTest
  @MethodSource
  void badInput(Case bad) {
    bad.verify(FULL);
  }
}
