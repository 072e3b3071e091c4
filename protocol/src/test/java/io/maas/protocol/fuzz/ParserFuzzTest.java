package io.maas.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// No parser breaks, hangs or takes memory without bound, whatever it is sent.
///
/// `-Dfuzz.seconds=N` runs for another time than is written here, `-Dfuzz.seed=N` with another
/// seed; the seed is printed, and the same seed gives the same bytes in the same order. Among the
/// other tests it is one seed and a number of inputs that a machine gives in a minute, so that what
/// is new is found by who looks for it (the hour), and not by whoever changes something else.
class ParserFuzzTest {

  private static final Path ONCE_BROKE = Path.of("src/test/fuzz");
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long SEED = 20_261_127;
  private static final long MINUTES_INPUTS = 600_000;

  @Test
  @Tag("slow")
  void readsWhateverIsSentForAMinute() throws InterruptedException {
    run(Long.getLong("fuzz.seconds", MINUTE), Long.getLong("fuzz.seed", SEED), MINUTES_INPUTS);
  }

  @Test
  @Tag("soak")
  void readsWhateverIsSentForAnHour() throws InterruptedException {
    run(
        Long.getLong("fuzz.seconds", HOUR),
        Long.getLong("fuzz.seed", System.nanoTime()),
        Long.MAX_VALUE);
  }

  @SuppressWarnings("SystemOut") // how much was tried is what such a run is worth
  private static void run(long seconds, long seed, long most) throws InterruptedException {
    List<Parser> parsers = Parsers.all();
    Reader reader = new Reader(parsers, Duration.ofSeconds(seconds).toNanos(), most, seed);
    reader.start();

    List<String> found = reader.watch().stream().map(Finding::keep).toList();

    System.out.printf(
        "fuzz: %d parsers, %d inputs in %d s, seed %d, %d findings%n",
        parsers.size(), reader.inputs(), seconds, seed, found.size());
    assertThat(found).isEmpty();
    assertThat(reader.inputs()).isPositive();
  }

  @TestFactory
  Stream<DynamicTest> readsWhatOnceBrokeIt() throws IOException {
    List<DynamicTest> cases = new ArrayList<>();
    for (Parser parser : Parsers.all()) {
      Path folder = ONCE_BROKE.resolve(parser.name());
      for (Path file : files(folder)) {
        byte[] bytes = Files.readAllBytes(file);
        String name = parser.name() + "/" + file.getFileName();
        cases.add(
            DynamicTest.dynamicTest(name, () -> assertThat(Reader.once(parser, bytes)).isEmpty()));
      }
    }
    return cases.stream();
  }

  @Test
  void readsEverySeed() throws Exception {
    for (Parser parser : Parsers.all()) {
      for (byte[] seed : parser.seeds()) {
        parser.read(seed);
      }
    }
  }

  @Test
  void findsAParserThatBreaks() throws InterruptedException {
    Parser.Reading breaks =
        (bytes, _) -> {
          if (Arrays.hashCode(bytes) % 7 == 0) {
            fail("seven");
          }
        };
    Reader reader =
        new Reader(List.of(parser(breaks)), Duration.ofSeconds(1).toNanos(), Long.MAX_VALUE, 1);
    reader.start();

    assertThat(reader.watch())
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("seven"));
  }

  @Test
  void findsAParserThatTakesTooMuchMemory() throws InterruptedException {
    Parser.Reading hoards =
        (bytes, _) -> {
          byte[][] held = new byte[100][];
          Arrays.setAll(held, _ -> new byte[1 << 20]);
          assertThat(held.length).isEqualTo(100);
        };
    Reader reader =
        new Reader(List.of(parser(hoards)), Duration.ofSeconds(1).toNanos(), Long.MAX_VALUE, 1);
    reader.start();

    assertThat(reader.watch())
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("bytes of memory"));
  }

  private static Parser parser(Parser.Reading reading) {
    return new Parser("scripted", List.of(new byte[] {1, 2, 3}), reading);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
