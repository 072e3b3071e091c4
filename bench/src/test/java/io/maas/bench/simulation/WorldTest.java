package io.maas.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {

  static Stream<Lease> leases() {
    return Stream.concat(thoseThatWantLess(), Stream.of(Lease.Blocks.eager(4)));
  }

  static Stream<Lease> thoseThatWantLess() {
    return Stream.of(
        new Lease.None(), Lease.Blocks.of(4), Lease.Blocks.modest(4, VirtualTime.SECOND));
  }

  @ParameterizedTest
  @MethodSource("leases")
  void servesNoMoreThanTheLimitWhateverCrashes(Lease lease) {
    for (Traffic traffic : Traffic.values()) {
      Result result = new World(wanted(3).with(traffic).with(lease).withCrashes(2)).run();
      assertThat(result.overshoot()).isZero();
      assertThat(result.served()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("thoseThatWantLess")
  void usesUpALimitThatIsWantedThreeTimes(Lease lease) {
    for (Traffic traffic : Traffic.values()) {
      Result result = new World(wanted(3).with(traffic).with(lease)).run();
      assertThat(result.served()).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @MethodSource("leases")
  void isTheSameEachTime(Lease lease) {
    Setting setting = wanted(1).with(lease).withCrashes(1);
    assertThat(new World(setting).run()).isEqualTo(new World(setting).run());
  }

  @ParameterizedTest
  @MethodSource("leases")
  void refusesNobodyWhereThereIsRoom(Lease lease) {
    Result result = new World(wanted(0.3).with(lease)).run();
    assertThat(result.refused()).isZero();
    assertThat(result.requests()).isGreaterThan(1000);
  }

  /// Twenty gateways and forty requests a second, in windows of ten seconds.
  private static Setting wanted(double timesTheLimit) {
    return new Setting(
        20,
        (long) (400 * Ask.TYPICAL / timesTheLimit),
        Duration.ofSeconds(10),
        Traffic.POISSON,
        40,
        new Lease.None(),
        0,
        Duration.ofSeconds(65),
        7);
  }
}
