package io.maas.bench.gateway;

import io.maas.http.NativeTransport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run measures.
///
/// @param rounds how often each is measured
/// @param seconds how long each time
/// @param warmUpSeconds load on each proxy before the first round, in each scenario
/// @param scenarios which loads
/// @param transports which of the gateway's ways to drive sockets
/// @param streams open streams to hold
/// @param json where the figures go; null for a file of its own in `bench/results`
public record Options(
    int rounds,
    int seconds,
    int warmUpSeconds,
    Set<Scenario> scenarios,
    Set<NativeTransport> transports,
    int streams,
    @Nullable Path json) {

  /// The flags.
  public static final String USAGE =
      """
        --rounds N          how often each is measured, in turn (default 5)
        --seconds N         how long each time (default 5)
        --warm-up N         seconds of load on each proxy and scenario before (default 10)
        --only NAME,...     of small, prompt, stream, latency, idle, translated
                            (default all)
        --transport NAME,...  of io_uring, epoll, nio (default io_uring,epoll)
        --streams N         open streams to hold (default 2000)
        --json FILE         where the figures go (default a new file in bench/results)
      """;

  private static final Options DEFAULTS =
      new Options(
          5,
          5,
          10,
          EnumSet.allOf(Scenario.class),
          EnumSet.of(NativeTransport.IO_URING, NativeTransport.EPOLL),
          2000,
          null);

  /// Reads flags; refuses what it does not know.
  public static Options parse(List<String> args) {
    Options options = DEFAULTS;
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(flag + ": nothing after it (expected: a value)");
      }
      options = options.with(flag, rest.next());
    }
    return options;
  }

  private Options with(String flag, String value) {
    return switch (flag) {
      case "--rounds" -> with(number(flag, value), seconds, warmUpSeconds, streams);
      case "--seconds" -> with(rounds, number(flag, value), warmUpSeconds, streams);
      case "--warm-up" -> with(rounds, seconds, number(flag, value), streams);
      case "--streams" -> with(rounds, seconds, warmUpSeconds, number(flag, value));
      case "--only" -> with(names(Scenario.class, flag, value), transports, json);
      case "--transport" -> with(scenarios, names(NativeTransport.class, flag, value), json);
      case "--json" -> with(scenarios, transports, Path.of(value));
      default ->
          throw new IllegalArgumentException(flag + ": unknown (expected: one of\n" + USAGE + ")");
    };
  }

  private Options with(int someRounds, int someSeconds, int warmUp, int someStreams) {
    return new Options(someRounds, someSeconds, warmUp, scenarios, transports, someStreams, json);
  }

  private Options with(
      Set<Scenario> someScenarios, Set<NativeTransport> someTransports, @Nullable Path file) {
    return new Options(
        rounds, seconds, warmUpSeconds, someScenarios, someTransports, streams, file);
  }

  private static int number(String flag, String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(flag + ": " + value + " (expected: a number from 1)");
    }
    return Integer.parseInt(value);
  }

  private static <E extends Enum<E>> Set<E> names(Class<E> type, String flag, String value) {
    Set<E> named = EnumSet.noneOf(type);
    for (String name : value.split(",", -1)) {
      named.add(
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> name(constant).equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      flag + ": " + name + " (expected: " + all(type) + ")")));
    }
    return named;
  }

  private static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Options::name)
        .collect(Collectors.joining(", "));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
