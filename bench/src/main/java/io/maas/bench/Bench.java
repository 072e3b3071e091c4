package io.maas.bench;

import io.maas.bench.gateway.GatewayBench;
import io.maas.bench.gateway.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// `maas bench`: measures, prints, and writes down.
public final class Bench {

  private static final String USAGE =
      """
      Usage: ./maas bench gateway [flags]

      Compares in one run on one machine: an engine that answers from memory, nginx as a plain
      reverse proxy before it, and the gateway before it with all governance on.

      """
          + Options.USAGE;

  private Bench() {}

  /// Runs what the arguments name. Exit code: 0 done, 1 failed, 2 misunderstood.
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  @SuppressWarnings("SystemOut") // a command line speaks on its streams
  private static int run(List<String> args) {
    boolean help = args.contains("--help") || args.contains("-h");
    if (help || args.isEmpty() || !args.getFirst().equals("gateway")) {
      (help ? System.out : System.err).print(USAGE);
      return help ? 0 : 2;
    }
    try {
      Options options = Options.parse(args.subList(1, args.size()));
      new GatewayBench(options, System.out).run();
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("maas bench: " + e.getMessage());
      return 2;
    } catch (IOException | IllegalStateException e) {
      System.err.println("maas bench: " + e.getMessage());
      return 1;
    }
  }
}
