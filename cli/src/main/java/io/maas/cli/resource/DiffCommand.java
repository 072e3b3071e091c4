package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.http.Unreachable;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.output.Table;
import io.maas.cli.output.UnifiedDiff;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maas diff`: what `maas apply` would change. Control merges as it would for that, and writes
/// nothing.
@Command(
    name = "diff",
    description = {
      "Shows what `maas apply` would change, and changes nothing.",
      "Exits with 0 if nothing would change, 1 if something would, and more than 1 if that cannot"
          + " be told."
    },
    footer = {"", "Example: maas diff -f models/ -f subscriptions.yaml"})
public final class DiffCommand implements Callable<Integer> {
  private static final Set<String> OF_THE_SERVER =
      Set.of("uid", "generation", "resourceVersion", "creationTimestamp", "deletionTimestamp");

  private final Session session;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|-",
      description = "Documents in YAML or JSON: a file, a folder's files, or what is piped in.")
  private List<String> sources = new ArrayList<>();

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try {
      return switch (Manifests.read(sources, session.shell().in())) {
        case Manifests.Read.Unreadable(var problem) -> untold(session.shell().fail(problem));
        case Manifests.Read.Documents(var documents) -> compare(documents);
      };
    } catch (Unreachable e) {
      return untold(session.shell().fail(String.valueOf(e.getMessage())));
    }
  }

  private int compare(ArrayNode documents) {
    return switch (Connection.seek(session.shell(), connection)) {
      case Connection.Sought.Missing(var problem) -> untold(session.shell().fail(problem));
      case Connection.Sought.Found(var found) ->
          switch (new Control(found).post("/resources/apply?dryRun=true", documents)) {
            case Answer.Refused refused -> untold(session.fail(refused, "diff"));
            case Answer.Given given -> tell(given);
          };
    };
  }

  private static int untold(int failed) {
    return failed == ExitCode.OK ? failed : ExitCode.NOT_COMPARED;
  }

  private int tell(Answer.Given given) {
    List<JsonNode> changed = given.entries().stream().filter(DiffCommand::differs).toList();
    if (format.format() == Format.table) {
      changed.forEach(this::print);
    } else {
      ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(changed);
      Documents.print(session.printer(format), all, _ -> Table.of("RESOURCE"));
    }
    return changed.isEmpty() ? ExitCode.OK : ExitCode.DIFFERS;
  }

  private static boolean differs(JsonNode result) {
    return !diff(result).isEmpty();
  }

  private void print(JsonNode result) {
    String name = ResourceName.of(result).toString();
    String was = result.path("live").isObject() ? name : "/dev/null";
    diff(result).print(session.shell().out(), session.shell().colours(), was, name);
  }

  private static UnifiedDiff diff(JsonNode result) {
    return UnifiedDiff.of(text(result.path("live")), text(result.path("merged")));
  }

  /// What people declare of a resource, and nothing that the server adds.
  private static String text(JsonNode document) {
    if (!(document instanceof ObjectNode object)) {
      return "";
    }
    ObjectNode declared = object.deepCopy().without("status");
    if (declared.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(OF_THE_SERVER);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(Description.LAST_APPLIED);
        if (annotations.isEmpty()) {
          metadata.remove("annotations");
        }
      }
    }
    return Documents.yaml(Sorted.of(declared));
  }
}
