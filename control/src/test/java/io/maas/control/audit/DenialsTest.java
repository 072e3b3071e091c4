package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DenialsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Denials denials = new Denials();

  @Test
  void admitsAnAttemptOnceInAMinute() {
    assertThat(denials.admit("eve deletes", NOON)).hasValue(0);
    assertThat(denials.admit("eve deletes", NOON.plusSeconds(59))).isEmpty();
    assertThat(denials.admit("eve creates", NOON.plusSeconds(59))).hasValue(1);
    assertThat(denials.admit("eve deletes", NOON.plusSeconds(60))).hasValue(0);
  }

  @Test
  void admitsSoManyInAll() {
    long admitted = 0;
    for (int i = 0; i < 10_000; i++) {
      admitted += denials.admit("attempt " + i, NOON).isPresent() ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(Denials.MOST);
    assertThat(denials.admit("later", NOON.plusSeconds(60)))
        .isEqualTo(OptionalLong.of(10_000 - Denials.MOST));
  }
}
