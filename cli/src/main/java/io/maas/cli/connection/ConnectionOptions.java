package io.maas.cli.connection;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that every command takes which speaks to control.
public final class ConnectionOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where control is; MAAS_URL (default: " + Connection.DEFAULT_URL + ").")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Who asks; better as MAAS_TOKEN, which other users of the machine cannot see.")
  private @Nullable String token;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates to trust, in PEM; MAAS_CA (default: those that the JDK trusts).")
  private @Nullable Path ca;

  /// As if `--url` alone were given: for a command whose `--token` means something else.
  public static ConnectionOptions at(@Nullable String url) {
    var options = new ConnectionOptions();
    options.url = url;
    return options;
  }

  /// Where control is, if a flag says so.
  public @Nullable String url() {
    return url;
  }

  /// Whom to trust, if a flag says so.
  public @Nullable Path ca() {
    return ca;
  }

  /// Who asks, if a flag says so.
  public @Nullable String token() {
    return token;
  }
}
