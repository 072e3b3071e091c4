package io.maas.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Fallback.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallbackTroubleTest {

  private static final ModelId OTHER = new ModelId("llm", "other");
  private static final Refusal LONG = new Refusal.PromptTooLong("too long");
  private static final Refusal BUSY = new Refusal.UpstreamBusy(Duration.ofSeconds(1));

  @Test
  void isAskedForWhatUpstreamsAreTheCauseOf() {
    assertThat(Trouble.of(new Refusal.UpstreamUnreachable("x"))).contains(Trouble.UNAVAILABLE);
    assertThat(Trouble.of(new Refusal.UpstreamBroken("x"))).contains(Trouble.UNAVAILABLE);
    assertThat(Trouble.of(BUSY)).contains(Trouble.BUSY);
    assertThat(Trouble.of(new Refusal.UpstreamTooSlow("x"))).contains(Trouble.TIMEOUT);
    assertThat(Trouble.of(LONG)).contains(Trouble.CONTEXT_LENGTH);
  }

  @Test
  void isNotAskedForWhatTheClientOrWeAreTheCauseOf() {
    Fallback all = new Fallback(List.of(OTHER), Set.of(Trouble.values()));

    assertThat(all.answers(new Refusal.BadRequest("temperature: 9", "temperature"))).isFalse();
    assertThat(all.answers(new Refusal.Unauthenticated("revoked"))).isFalse();
    assertThat(all.answers(new Refusal.Unavailable("the journal is full"))).isFalse();
  }

  @Test
  void isAskedForNothingElseThanItSays() {
    Fallback busy = new Fallback(List.of(OTHER), Set.of(Trouble.BUSY));

    assertThat(busy.answers(BUSY)).isTrue();
    assertThat(busy.answers(LONG)).isFalse();
    assertThat(new Fallback(List.of(), Set.of(Trouble.BUSY)).answers(BUSY)).isFalse();
  }

  @Test
  void readsAContextWindowThatIsANumber() {
    assertThat(window("8192")).hasValue(8192);
    assertThat(window("128k")).hasValue(128_000);
    assertThat(window(" 1M tokens ")).hasValue(1_000_000);
    assertThat(window("large")).isEmpty();
    assertThat(window("99999999999")).isEmpty();
    assertThat(ModelDetails.NONE.contextTokens()).isEmpty();
  }

  private static OptionalLong window(String said) {
    return new ModelDetails(null, null, null, said, List.of()).contextTokens();
  }
}
