package io.maas.cli.usage;

import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas key usage`: what was used with one key.
@Command(
    name = "usage",
    description = "Shows what was used with a key, and what it costs.",
    footer = {"", "Example: maas key usage ID --by model,currency --from 7d"})
public final class KeyUsageCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "As `maas key list` shows it.")
  private String id = "";

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      split = ",",
      defaultValue = "model,currency",
      description = "One row for each: model, currency, minute, hour, day (${DEFAULT-VALUE}).")
  private List<String> groups = List.of();

  @Option(names = "--from", paramLabel = "MOMENT", description = "Since " + Moment.EXPECTED + ".")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "MOMENT", description = "Until then, exclusive.")
  private @Nullable String to;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public KeyUsageCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    String path =
        "/api-keys"
            + Control.path(id, "usage")
            + "?group_by="
            + Control.encoded(String.join(",", groups))
            + Moment.parameter("from", from, session, command)
            + Moment.parameter("to", to, session, command);
    return new Question(path, "key " + id)
        .ask(session, connection, format, rows -> UsageTable.of(groups, rows));
  }
}
