package io.maas.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.SignInAttempts;
import io.maas.domain.access.SignInAttempts.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of attempts to sign in must do.
public abstract class SignInAttemptsContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// An empty store, as one control has it.
  protected abstract SignInAttempts one();

  /// The same store, as another control has it.
  protected abstract SignInAttempts other();

  @Test
  void holdsAnAccountOffLongerAndLonger() {
    Instant now = NOW;
    for (int i = 0; i < SignInAttempts.FREE; i++) {
      assertThat(one().begin(of("ada", "a" + i), now)).isEmpty();
    }
    assertThat(one().begin(of("ada", "b"), now)).contains(Duration.ofSeconds(30));
    assertThat(one().begin(of("ada", "b"), now.plusSeconds(29))).contains(Duration.ofSeconds(1));
    for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
      now = now.plusSeconds(seconds);
      assertThat(one().begin(of("ada", "c" + now), now)).as("after " + seconds).isEmpty();
      assertThat(one().begin(of("ada", "d"), now)).isPresent();
    }
    assertThat(one().begin(of("bob", "b"), now)).isEmpty();
    assertThat(one().begin(Attempt.of("other", "ada", "b"), now)).isEmpty();
  }

  @Test
  void forgetsFailuresOfLongAgo() {
    for (int i = 0; i < SignInAttempts.FREE; i++) {
      one().begin(of("ada", "a"), NOW);
    }
    Instant later = NOW.plus(SignInAttempts.FORGOTTEN);

    for (int i = 0; i < SignInAttempts.FREE; i++) {
      assertThat(one().begin(of("ada", "a"), later)).isEmpty();
    }
    assertThat(one().begin(of("ada", "a"), later)).isPresent();
  }

  @Test
  void holdsAnAddressOffThatTriesMany() {
    for (int i = 0; i < SignInAttempts.OF_ADDRESS; i++) {
      assertThat(one().begin(of("user" + i, "a"), NOW.plusSeconds(i))).isEmpty();
    }

    assertThat(one().begin(of("more", "a"), NOW.plusSeconds(40))).contains(Duration.ofSeconds(20));
    assertThat(one().begin(of("more", "b"), NOW.plusSeconds(40))).isEmpty();
    assertThat(one().begin(of("more", "a"), NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void countsNothingOfWhoIsHeldOff() {
    for (int i = 0; i < SignInAttempts.FREE; i++) {
      one().begin(of("ada", "x"), NOW);
    }
    for (int i = 0; i < 2 * SignInAttempts.OF_ADDRESS; i++) {
      assertThat(one().begin(of("ada", "a"), NOW)).contains(Duration.ofSeconds(30));
    }

    assertThat(one().begin(of("bob", "a"), NOW)).isEmpty();
  }

  @Test
  void countsNoSuccess() {
    for (int i = 0; i < 3 * SignInAttempts.OF_ADDRESS; i++) {
      assertThat(one().begin(of("ada", "a"), NOW)).isEmpty();
      one().succeed(of("ada", "a"));
    }
    for (int i = 0; i < SignInAttempts.FREE - 1; i++) {
      one().begin(of("ada", "a"), NOW);
    }
    one().succeed(of("ada", "a"));

    assertThat(one().begin(of("ada", "a"), NOW)).isEmpty();
  }

  @Test
  void letsNoMoreThroughOnTwoControlsAtOnceThanOnOne() {
    List<Future<Optional<Duration>>> begun = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 24; i++) {
        SignInAttempts control = i % 2 == 0 ? one() : other();
        Attempt attempt = of("ada", "a" + i);
        begun.add(threads.submit(() -> control.begin(attempt, NOW)));
      }
      assertThat(begun).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    }

    assertThat(begun.stream().filter(each -> each.resultNow().isEmpty()))
        .hasSize(SignInAttempts.FREE);
    assertThat(other().begin(of("ada", "z"), NOW)).isPresent();
  }

  @Test
  void letsNoAddressTryMoreOnTwoControlsAtOnceThanOnOne() {
    List<Future<Optional<Duration>>> begun = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SignInAttempts.OF_ADDRESS + 10; i++) {
        SignInAttempts control = i % 2 == 0 ? one() : other();
        Attempt attempt = of("user" + i, "a");
        begun.add(threads.submit(() -> control.begin(attempt, NOW)));
      }
      assertThat(begun).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    }

    assertThat(begun.stream().filter(each -> each.resultNow().isEmpty()))
        .hasSize(SignInAttempts.OF_ADDRESS);
  }

  @Test
  void keepsSoManyOfThemAndNoneThatCountNoLonger() {
    for (int i = 0; i < 10; i++) {
      one().begin(of("user" + i, "a"), NOW.plusSeconds(i));
    }

    assertThat(one().forget(NOW.plusSeconds(10), 100)).isZero();
    assertThat(one().forget(NOW.plusSeconds(90), 100)).isEqualTo(1); // the address
    assertThat(one().forget(NOW.plusSeconds(90), 4)).isEqualTo(6);
    assertThat(one().forget(NOW.plus(SignInAttempts.FORGOTTEN).plusSeconds(9), 100)).isEqualTo(4);
  }

  private static Attempt of(String user, String address) {
    return Attempt.of("acme", user, address);
  }
}
