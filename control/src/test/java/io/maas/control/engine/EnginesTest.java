package io.maas.control.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.engine.http.HealthProbe;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.InferencePlaces.Place;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With processes that are started, die and are killed in fact.
class EnginesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ModelId OPT = new ModelId("llm", "opt");
  private static final ModelId OTHER = new ModelId("llm", "other");

  @TempDir private Path folder;
  private final HealthProbe probe = new HealthProbe();
  private final AtomicInteger changes = new AtomicInteger();
  private @Nullable Engines opened;

  @AfterEach
  void stop() {
    if (opened != null) {
      opened.close();
    }
    probe.close();
  }

  private Engines engines() {
    return engines(2, Duration.ofSeconds(30), Duration.ofSeconds(20));
  }

  private Engines engines(int most, Duration starting, Duration grace) {
    EngineCommand command =
        new EngineCommand(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                FakeEngine.class.getName(),
                "{port}",
                "{model}",
                "{uri}"));
    Terms terms =
        new Terms(
            command,
            most,
            Duration.ofMillis(20),
            starting,
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            Duration.ofHours(1),
            grace);
    opened = Engines.open(terms, probe, pids(), System::nanoTime);
    opened.onChange(changes::incrementAndGet);
    return opened;
  }

  private Path pids() {
    return folder.resolve("engines");
  }

  private Path file() {
    return folder.resolve("file");
  }

  private Wanted wanted(ModelId service, String model) {
    return new Wanted(service, model, file().toString());
  }

  private static Place place(Engines engines, ModelId service) {
    return engines.places().of(service);
  }

  private static void await(String what, BooleanSupplier fact) {
    Eventually.holds(what, PATIENCE, fact);
  }

  private static URI awaitAnswer(Engines engines, ModelId service) {
    await(service + " answers", () -> place(engines, service) instanceof Place.At);
    return ((Place.At) place(engines, service)).root();
  }

  private static Place.Nowhere awaitNowhere(
      Engines engines, ModelId service, Predicate<Place.Nowhere> is) {
    await(
        service + " does not answer",
        () -> place(engines, service) instanceof Place.Nowhere nowhere && is.test(nowhere));
    return (Place.Nowhere) place(engines, service);
  }

  private List<Long> running() {
    try (Stream<Path> files = Files.list(pids())) {
      return files.map(file -> Long.parseLong(file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void runsAnEngineForEachThatIsWanted() {
    Engines engines = engines();

    engines.want(List.of(wanted(OPT, "good"), wanted(OTHER, "good")));

    URI one = awaitAnswer(engines, OPT);
    URI other = awaitAnswer(engines, OTHER);
    assertThat(one).isNotEqualTo(other);
    assertThat(probe.answers(one)).isTrue();
    assertThat(probe.answers(other)).isTrue();
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void saysThatOneStartsUntilItAnswers() throws IOException {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "slow")));
    Place.Nowhere before =
        awaitNowhere(engines, OPT, nowhere -> nowhere.message().contains("does not answer yet"));
    assertThat(before.reason()).isEqualTo("EngineStarting");

    Files.createFile(file());

    awaitAnswer(engines, OPT);
  }

  @Test
  void startsAgainWhatWasKilled() {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "good")));
    awaitAnswer(engines, OPT);
    long killed = running().getFirst();

    assertThat(ProcessHandle.of(killed).map(ProcessHandle::destroyForcibly)).contains(true);

    await("another runs", () -> !running().isEmpty() && !running().contains(killed));
    assertThat(probe.answers(awaitAnswer(engines, OPT))).isTrue();
  }

  @Test
  void saysHowOneDiesAgainAndAgainAndWhatItSaidLast() {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "huge")));

    Place.Nowhere dead =
        awaitNowhere(
            engines,
            OPT,
            nowhere -> nowhere.message().contains("started again in 40 ms")); // the longest pause

    assertThat(dead.reason()).isEqualTo("EngineExited");
    assertThat(dead.message())
        .startsWith("its process ended with code 3; it said last: ")
        .endsWith("loading weights | no room for huge; started again in 40 ms");
  }

  @Test
  void saysWhatCannotBeStartedAtAll() {
    EngineCommand none = new EngineCommand(List.of("/there/is/no/such/engine", "{port}"));
    try (Engines engines = Engines.open(Terms.usual(none, 1), probe, pids(), System::nanoTime)) {
      engines.want(List.of(wanted(OPT, "good")));

      Place.Nowhere dead =
          awaitNowhere(engines, OPT, nowhere -> nowhere.reason().equals("EngineExited"));

      assertThat(dead.message()).contains("cannot be started", "/there/is/no/such/engine");
    }
  }

  @Test
  void startsAgainWhatNeverAnswers() {
    Engines engines = engines(2, Duration.ofMillis(50), Duration.ofSeconds(20));
    engines.want(List.of(wanted(OPT, "silent")));

    Place.Nowhere dead =
        awaitNowhere(engines, OPT, nowhere -> nowhere.reason().equals("EngineExited"));

    assertThat(dead.message()).contains("did not answer within 50 ms");
  }

  @Test
  void startsNothingThatAResourceCouldTurnAgainstUs() {
    Engines engines = engines();
    engines.want(List.of(new Wanted(OPT, "--model=/etc/passwd", "hf://x/y")));

    Place.Nowhere refused =
        awaitNowhere(engines, OPT, nowhere -> nowhere.reason().equals("InvalidSpec"));

    assertThat(refused.message()).startsWith("model: --model=/etc/passwd (expected: ");
    assertThat(running()).isEmpty();
  }

  @Test
  void endsWhatIsNotWantedAnyMoreWithAllThatItStarted() throws IOException {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "parent")));
    awaitAnswer(engines, OPT);
    long engine = running().getFirst();
    long child = Long.parseLong(Files.readString(file()));
    assertThat(lives(child)).isTrue();

    engines.want(List.of());

    await("the engine is gone", () -> !lives(engine));
    await("its child is gone", () -> !lives(child));
    await("it is forgotten", () -> running().isEmpty());
  }

  @Test
  void leavesNothingThatADeadEngineStarted() throws IOException {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "parent")));
    awaitAnswer(engines, OPT);
    long child = Long.parseLong(Files.readString(file()));

    ProcessHandle.of(running().getFirst()).ifPresent(ProcessHandle::destroyForcibly);

    await("its child is gone", () -> !lives(child));
  }

  @Test
  void killsWhatDoesNotEndWhenItIsAsked() {
    Engines engines = engines(2, Duration.ofSeconds(30), Duration.ofMillis(50));
    engines.want(List.of(wanted(OPT, "stubborn")));
    awaitAnswer(engines, OPT);
    long engine = running().getFirst();

    engines.want(List.of());

    await("the engine is gone", () -> !lives(engine));
  }

  @Test
  void runsAnotherWhereSomethingElseIsWanted() {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "good")));
    awaitAnswer(engines, OPT);
    long before = running().getFirst();

    engines.want(List.of(new Wanted(OPT, "good", "hf://other")));

    await("another runs", () -> !running().isEmpty() && !running().contains(before));
    awaitAnswer(engines, OPT);
    assertThat(lives(before)).isFalse();
  }

  @Test
  void runsNoMoreThanItMayAndTheNextWhenOneGoes() {
    Engines engines = engines(1, Duration.ofSeconds(30), Duration.ofSeconds(20));
    Wanted other = wanted(OTHER, "good");
    engines.want(List.of(wanted(OPT, "good"), other));
    awaitAnswer(engines, OPT);
    assertThat(place(engines, OTHER))
        .isEqualTo(
            new Place.Nowhere(
                "TooManyEngines",
                "1 engines run already (expected: fewer, or more inference-processes)"));

    engines.want(List.of(other));

    awaitAnswer(engines, OTHER);
    assertThat(running()).hasSize(1);
  }

  @Test
  void endsAllInTheEnd() {
    Engines engines = engines();
    engines.want(List.of(wanted(OPT, "good"), wanted(OTHER, "slow")));
    awaitAnswer(engines, OPT);
    await("both run", () -> running().size() == 2);
    List<Long> pids = running();

    engines.close();

    assertThat(pids).noneMatch(EnginesTest::lives);
    engines.want(List.of(wanted(OPT, "good")));
    assertThat(running()).isEmpty();
  }

  @Test
  void endsWhatAnOwnerLeftThatWasKilledAndNobodyElsesProcess() throws Exception {
    Process left = new ProcessBuilder("sleep", "3600").start();
    Process foreign = new ProcessBuilder("sleep", "3600").start();
    try {
      Files.createDirectories(pids());
      new Leftovers(pids()).note(left.toHandle());
      Files.writeString(pids().resolve(Long.toString(foreign.pid())), "2020-01-01T00:00:00Z");

      engines();

      assertThat(left.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(foreign.isAlive()).isTrue();
      assertThat(running()).isEmpty();
    } finally {
      left.destroyForcibly();
      foreign.destroyForcibly();
    }
  }

  @Test
  void tellsAnEngineNothingThatIsOurs() {
    Map<String, String> environment =
        new HashMap<>(Map.of("PATH", "/bin", "MAAS_POSTGRES", "secret", "HF_TOKEN", "theirs"));

    Launch.forget(environment);

    assertThat(environment).containsOnlyKeys("PATH", "HF_TOKEN");
  }
}
