package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TeamSpecTest {

  private static final Resource FULL =
      Declare.spec(
          Kind.TEAM,
          "models-as-a-service/search",
          """
          {displayName: Search, groups: [{name: search}], users: [bob], organization: org-1,
           owners: {groups: [{name: search-leads}], users: [carol]},
           costCenter: cc-42, enforcement: strict,
           limits: [{limit: 100, window: 1m}, {limit: 5, window: 1m, unit: requests, scope: user}]}
          """);

  @Test
  void readsEverything() {
    Window minute = Window.rolling(Duration.ofMinutes(1));

    assertThat(Specs.read(FULL, Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new TeamSpec(
                    "Search",
                    new Subjects(Set.of("search"), Set.of("bob")),
                    new Subjects(Set.of("search-leads"), Set.of("carol")),
                    "org-1",
                    "cc-42",
                    List.of(
                        new RateSpec(Unit.TOTAL_TOKENS, 100, minute, Scope.TEAM),
                        new RateSpec(Unit.REQUESTS, 5, minute, Scope.USER)),
                    Enforcement.STRICT)));
  }

  @Test
  void needsNothing() {
    Resource empty = Declare.spec(Kind.TEAM, "models-as-a-service/search", "{}");

    assertThat(Specs.read(empty, Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new TeamSpec(
                    null,
                    new Subjects(Set.of(), Set.of()),
                    new Subjects(Set.of(), Set.of()),
                    null,
                    null,
                    List.of(),
                    Enforcement.SETTLE)));
  }

  static List<Case> badInput() {
    return List.of(
        Case.of("spec", "~", "spec: nothing (expected: an object)"),
        Case.of("spec.displayName", "5", "spec.displayName: 5 (expected: text"),
        Case.of("spec.groups[0]", "search", "spec.groups[0]: \"search\" (expected: an object)"),
        Case.of("spec.groups[0].name", "''", "spec.groups[0].name: \"\" (expected: text"),
        Case.of("spec.users[0]", "{}", "spec.users[0]: an object (expected: text"),
        Case.of("spec.owners", "[]", "spec.owners: a list of 0 (expected: an object)"),
        Case.of("spec.owners.users[0]", "''", "spec.owners.users[0]: \"\" (expected: text"),
        Case.of("spec.organization", "[]", "spec.organization: a list of 0 (expected: text"),
        Case.of("spec.costCenter", "42", "spec.costCenter: 42 (expected: text"),
        Case.of("spec.limits", "5", "spec.limits: 5 (expected: a list)"),
        Case.of("spec.limits[1].limit", "0", "spec.limits[1].limit: 0 (expected: a whole"),
        Case.of(
            "spec.limits[0].scope",
            "tenant",
            "spec.limits[0].scope: \"tenant\" (expected: one of key, user, team)"),
        Case.of("spec.enforcement", "no", "spec.enforcement: \"no\" (expected: one of strict,"));
  }

  @ParameterizedTest
  @MethodSource
  void badInput(Case bad) {
    bad.verify(FULL);
  }
}
