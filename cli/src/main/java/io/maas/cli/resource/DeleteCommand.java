package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Items;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas delete`: deletes a resource by its name, or those that documents name.
@Command(
    name = "delete",
    description = "Deletes a resource, or those that documents name.",
    customSynopsis = {
      "maas delete KIND NAME [-n NAMESPACE] [--url=URL] [--token=TOKEN]",
      "maas delete -f FILE|DIR|- [--url=URL] [--token=TOKEN]"
    })
public final class DeleteCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = "Such as maasmodelref; model, policy, subscription and cm are short for some.")
  private @Nullable String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "NAME or NAMESPACE/NAME.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Its namespace (default: the only one that has it).")
  private String namespace = "";

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR|-",
      description = "Documents in YAML or JSON that name what to delete.")
  private List<String> sources = new ArrayList<>();

  @Mixin private NotFoundOption absent = new NotFoundOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (kind != null && name != null && sources.isEmpty()) {
      var resource = ResourceName.of(KindName.of(kind), namespace, name);
      return session.with(connection, control -> delete(List.of(resource), control));
    }
    if (kind != null || name != null || sources.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "delete: expected KIND and NAME, or -f alone");
    }
    return switch (Manifests.read(sources, session.shell().in())) {
      case Manifests.Read.Unreadable(var problem) -> session.shell().fail(problem);
      case Manifests.Read.Documents(var documents) ->
          session.with(connection, control -> delete(names(documents), control));
    };
  }

  private static List<ResourceName> names(JsonNode documents) {
    return Items.of(documents).stream().map(ResourceName::of).toList();
  }

  /// Deletes all that it can, and fails if there is one that it could not.
  private int delete(List<ResourceName> names, Control control) {
    int code = ExitCode.OK;
    for (ResourceName name : names) {
      code = Math.max(code, delete(name, control));
    }
    return code;
  }

  private int delete(ResourceName name, Control control) {
    return switch (Whereabouts.of(name, control)) {
      case Whereabouts.Found.One(var found) ->
          switch (control.delete(found.path())) {
            case Answer.Refused refused -> absent.tell(session, refused, found.toString());
            case Answer.Given _ -> {
              session.say(found + ": deleted");
              yield ExitCode.OK;
            }
          };
      case Whereabouts.Found.None(var refused) -> absent.tell(session, refused, name.toString());
      case Whereabouts.Found.Several(var problem) -> session.shell().fail(problem);
    };
  }
}
