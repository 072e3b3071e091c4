package io.maas.cli;

import picocli.CommandLine.Option;

/// `--help`, which every command has.
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  boolean help;
}
