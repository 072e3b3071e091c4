package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Scope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final Rule SHORT = Rule.text(1, 3);

  private final List<Violation> violations = new ArrayList<>();

  @Test
  void givesWhatIsThereAndSaysNothing() {
    Fields fields = of("{a: abc, n: 5, list: [{b: x}], words: [y], map: {k: v}, on: true}");

    assertThat(fields.text("a", SHORT)).isEqualTo("abc");
    assertThat(fields.whole("n", 1, 5)).isEqualTo(5);
    assertThat(fields.objects("list", 1, 1).getFirst().text("b", SHORT)).isEqualTo("x");
    assertThat(fields.texts("words", SHORT)).containsExactly("y");
    assertThat(fields.textMap("map", SHORT, SHORT)).isEqualTo(Map.of("k", "v"));
    assertThat(fields.flag("on", false)).isTrue();
    assertThat(violations).isEmpty();
  }

  @Test
  void takesTheDefaultWhereSomethingIsMissing() {
    Fields fields = of("{a: null}");

    assertThat(fields.textOrNull("a", SHORT)).isNull();
    assertThat(fields.whole("n", 1, 5, 3)).isEqualTo(3);
    assertThat(fields.objects("list")).isEmpty();
    assertThat(fields.texts("words", SHORT)).isEmpty();
    assertThat(fields.textMap("map", SHORT, SHORT)).isEmpty();
    assertThat(fields.flag("on", true)).isTrue();
    assertThat(fields.choice("scope", Scope.class, Scope.USER)).isEqualTo(Scope.USER);
    assertThat(fields.section("o").textOrNull("a", SHORT)).isNull();
    assertThat(fields.objectOrNull("o")).isNull();
    assertThat(violations).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    Fields fields = of("{}");

    assertThat(fields.text("a", SHORT)).isEmpty();
    assertThat(fields.whole("n", 1, 5)).isEqualTo(1);
    assertThat(fields.objects("list", 1, 5)).isEmpty();
    assertThat(lines())
        .containsExactly(
            "a: nothing (expected: text of 1 to 3 characters)",
            "n: nothing (expected: a whole number from 1 to 5)",
            "list: nothing (expected: a list of 1 to 5)");
  }

  @Test
  void doesNotMissTheFieldsOfAnObjectThatIsMissing() {
    Fields missing = of("{}").object("o");

    missing.text("a", SHORT);
    missing.object("p").whole("n", 1, 5);
    missing.objects("list", 1, 5);
    missing.refuse("a", "something else");
    assertThat(lines()).containsExactly("o: nothing (expected: an object)");
  }

  @Test
  void saysWhatIsOfAnotherSort() {
    Fields fields = of("{a: {}, n: 1.5, list: 7, words: [y, [], toolong], o: [], on: 'yes', s: x}");

    fields.text("a", SHORT);
    fields.whole("n", 1, 5);
    fields.objects("list", 1, 5);
    fields.texts("words", SHORT);
    fields.object("o");
    fields.flag("on", true);
    fields.choice("s", Scope.class, Scope.USER);
    assertThat(lines())
        .containsExactly(
            "a: an object (expected: text of 1 to 3 characters)",
            "n: 1.5 (expected: a whole number from 1 to 5)",
            "list: 7 (expected: a list)",
            "words[1]: a list of 0 (expected: text of 1 to 3 characters)",
            "words[2]: \"toolong\" (expected: text of 1 to 3 characters)",
            "o: a list of 0 (expected: an object)",
            "on: \"yes\" (expected: true or false)",
            "s: \"x\" (expected: one of key, user, team, subscription, organization, tenant)");
  }

  @Test
  void pointsIntoLists() {
    of("{a: [{b: [{}, {c: 9}]}, 5]}")
        .objects("a")
        .forEach(a -> a.objects("b").forEach(b -> b.whole("c", 1, 5)));

    assertThat(lines())
        .containsExactly(
            "a[1]: 5 (expected: an object)",
            "a[0].b[0].c: nothing (expected: a whole number from 1 to 5)",
            "a[0].b[1].c: 9 (expected: a whole number from 1 to 5)");
  }

  @Test
  void countsTheElementsOfAList() {
    of("{a: [], b: [{}, {}]}").objects("a", 1, Integer.MAX_VALUE);
    of("{a: [], b: [{}, {}]}").objects("b", 0, 1);

    assertThat(lines())
        .containsExactly(
            "a: a list of 0 (expected: a list of 1 or more)",
            "b: a list of 2 (expected: a list of 0 to 1)");
  }

  @Test
  void takesWholeNumbersOfEveryClassAndNoOthers() {
    Map<String, Object> tree =
        Map.of(
            "int",
            5,
            "long",
            5L,
            "double",
            5.0,
            "decimal",
            new BigDecimal("5.00"),
            "integer",
            BigInteger.valueOf(5),
            "huge",
            new BigDecimal("1e999999999"),
            "nan",
            Double.NaN);
    Fields fields = Fields.of(tree, violations);

    for (String name : List.of("int", "long", "double", "decimal", "integer")) {
      assertThat(fields.whole(name, 1, 9)).as(name).isEqualTo(5);
    }
    fields.whole("huge", 1, 9);
    fields.whole("nan", 1, 9);
    assertThat(violations).extracting(Violation::field).containsExactly("huge", "nan");
  }

  @Test
  void showsNoMoreThanALineOfWhatItFound() {
    Fields.of(Map.of("a", "x\n".repeat(5000)), violations).text("a", SHORT);

    assertThat(violations.getFirst().found()).hasSizeLessThan(100).doesNotContain("\n");
  }

  private Fields of(String tree) {
    return Fields.of(Flow.map(tree), violations);
  }

  private List<String> lines() {
    return violations.stream().map(Violation::toString).toList();
  }
}
