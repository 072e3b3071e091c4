package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas get`: shows resources with their status.
@Command(
    name = "get",
    description = "Shows the resources of a kind, or one of them.",
    footer = {"", "Example: maas get maasmodelref -n llm"})
public final class GetCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "Such as maasmodelref; model, policy, subscription and cm are short for some.")
  private String kind = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "NAME or NAMESPACE/NAME.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Only this namespace (default: all).")
  private String namespace = "";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces, which is so without -n.")
  private boolean everywhere;

  @Mixin private NotFoundOption absent = new NotFoundOption();
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public GetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = name;
    return session.with(connection, wanted == null ? this::all : control -> one(control, wanted));
  }

  private int all(Control control) {
    String query =
        namespace.isEmpty() || everywhere ? "" : "?namespace=" + Control.encoded(namespace);
    Answer answer = control.get(Control.path("resources", KindName.of(kind)) + query);
    return session.tell(answer, kind, given -> print(list(given)));
  }

  private int one(Control control, String wanted) {
    ResourceName resource = ResourceName.of(KindName.of(kind), namespace, wanted);
    return switch (Whereabouts.of(resource, control)) {
      case Whereabouts.Found.None(var refused) ->
          absent.tell(session, refused, resource.toString());
      case Whereabouts.Found.Several(var problem) -> session.shell().fail(problem);
      case Whereabouts.Found.One(var found) ->
          switch (control.get(found.path())) {
            case Answer.Refused refused -> absent.tell(session, refused, found.toString());
            case Answer.Given given -> {
              print(given.body());
              yield ExitCode.OK;
            }
          };
    };
  }

  private static JsonNode list(Answer.Given given) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    list.putArray("items").addAll(given.entries());
    return list;
  }

  private void print(JsonNode answer) {
    Documents.print(session.printer(format), answer, this::table);
  }

  private Table table(JsonNode answer) {
    List<JsonNode> documents =
        answer.has("items") ? Items.of(answer.path("items")) : List.of(answer);
    return ResourceTable.of(documents, session.shell().clock().instant());
  }
}
