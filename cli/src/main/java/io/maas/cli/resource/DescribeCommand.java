package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas describe`: one resource as a person reads it.
@Command(
    name = "describe",
    description = "Shows one resource: what was declared, how it is, and why.",
    footer = {"", "Example: maas describe subscription gold"})
public final class DescribeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "Such as maasmodelref; model, policy, subscription and cm are short for some.")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "NAME or NAMESPACE/NAME.")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Its namespace (default: the only one that has the name).")
  private String namespace = "";

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public DescribeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.with(connection, this::describe);
  }

  private int describe(Control control) {
    ResourceName resource = ResourceName.of(KindName.of(kind), namespace, name);
    return Whereabouts.tell(resource, control, session, this::print);
  }

  private void print(JsonNode document) {
    if (format.format() != Format.table) {
      Documents.print(
          session.printer(format),
          document,
          _ -> ResourceTable.of(List.of(document), session.shell().clock().instant()));
      return;
    }
    new Description(session.shell().out(), session.shell().clock().instant()).print(document);
    session.shell().out().flush();
  }
}
