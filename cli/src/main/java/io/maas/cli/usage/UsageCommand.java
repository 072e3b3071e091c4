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
import picocli.CommandLine.Spec;

/// `maas usage`: what was used, by whom, of what.
@Command(
    name = "usage",
    description = "Shows what was used: the caller's own; an administrator sees everyone's.",
    footer = {"", "Example: maas usage --by user,model --from 7d"})
public final class UsageCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      split = ",",
      defaultValue = "user,model",
      description =
          "One row for each: user, key, subscription, model, organization, cost_center, currency,"
              + " minute, hour, day (default: ${DEFAULT-VALUE}).")
  private List<String> groups = List.of();

  @Option(names = "--user", paramLabel = "USER", description = "Only this user's.")
  private @Nullable String user;

  @Option(names = "--from", paramLabel = "MOMENT", description = "Since " + Moment.EXPECTED + ".")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "MOMENT", description = "Until then, exclusive.")
  private @Nullable String to;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public UsageCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    String path =
        "/usage?group_by="
            + Control.encoded(String.join(",", groups))
            + (user == null ? "" : "&user=" + Control.encoded(user))
            + Moment.parameter("from", from, session, command)
            + Moment.parameter("to", to, session, command);
    return new Question(path, "usage")
        .ask(session, connection, format, rows -> UsageTable.of(groups, rows));
  }
}
