package io.maas.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTest {

  @Test
  void goesByItsNamesAndNoOthers() {
    Model model = new Catalog().model("llm/a", "x/a").snapshot().models().findFirst().orElseThrow();

    assertThat(model.goesBy("a")).isTrue();
    assertThat(model.goesBy("llm/a")).isTrue();
    assertThat(model.goesBy("x/a")).isTrue();
    assertThat(model.goesBy("b")).isFalse();
    assertThat(model.goesBy("other/a")).isFalse();
    assertThat(model.goesBy("")).isFalse();
  }

  @Test
  void secretsDoNotPrint() {
    assertThat(new Secret("sk-very-secret").toString()).doesNotContain("very-secret");
  }
}
