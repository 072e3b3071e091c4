package io.maas.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.PasswordHash.Check;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Argon2HashTest {

  private final Argon2Hash weak = hash(8 * 1024);
  private final Argon2Hash strong = hash(16 * 1024);

  @Test
  void knowsItsOwnHashAgainAndNoOther() {
    String kept = weak.of("correct horse");

    assertThat(kept).startsWith("$argon2id$v=19$m=8192,t=1,p=1$");
    assertThat(weak.check("correct horse", kept)).isEqualTo(Check.SAME);
    assertThat(weak.check("correct horsf", kept)).isEqualTo(Check.DIFFERENT);
    assertThat(weak.check("", kept)).isEqualTo(Check.DIFFERENT);
  }

  @Test
  void saltsEveryHash() {
    assertThat(weak.of("correct horse")).isNotEqualTo(weak.of("correct horse"));
  }

  @Test
  void saysWhenAHashIsWeakerThanThoseOfNow() {
    String kept = weak.of("correct horse");

    assertThat(strong.check("correct horse", kept)).isEqualTo(Check.SAME_BUT_WEAK);
    assertThat(strong.check("wrong", kept)).isEqualTo(Check.DIFFERENT);
    assertThat(weak.check("correct horse", strong.of("correct horse"))).isEqualTo(Check.SAME);
  }

  @Test
  void takesNothingForTheHashOfAPassword() {
    assertThat(weak.check("", null)).isEqualTo(Check.DIFFERENT);
    assertThat(weak.check("", "")).isEqualTo(Check.DIFFERENT);
    assertThat(weak.check("x", "x")).isEqualTo(Check.DIFFERENT);
  }

  /// Made by the reference implementation (argon2-cffi): "password", salt "saltsaltsaltsalt".
  @Test
  void agreesWithTheReferenceImplementation() {
    String theirs =
        "$argon2id$v=19$m=8192,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
            + "$6v1e88LXg8I6SldGfgaqHbA+4IDzIsUnxjx8NcPmu9M";

    assertThat(weak.check("password", theirs)).isEqualTo(Check.SAME);
  }

  private static Argon2Hash hash(int kibibytes) {
    return new Argon2Hash(new Argon2Cost(kibibytes, 1), new SplittableRandom(42), 2);
  }
}
