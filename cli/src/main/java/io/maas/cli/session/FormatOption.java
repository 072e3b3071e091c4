package io.maas.cli.session;

import io.maas.cli.output.Format;
import picocli.CommandLine.Option;

/// The flag that chooses the form of an answer.
public final class FormatOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.table;

  /// The form that was asked for.
  public Format format() {
    return format;
  }
}
