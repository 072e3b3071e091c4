package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas patch`: changes some fields of one resource, or of its status.
@Command(
    name = "patch",
    description =
        "Changes the fields of a resource that a merge patch names; a null takes one away.",
    footer = {
      "",
      "Examples: maas patch subscription gold -p '{\"spec\":{\"priority\":30}}'",
      "          maas patch subscription gold --subresource status -p"
          + " '{\"status\":{\"phase\":\"Failed\"}}'"
    })
public final class PatchCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

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

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--subresource",
      paramLabel = "NAME",
      description =
          "status: changes what is said of it, until there is a reason to look at it anew.")
  private @Nullable String subresource;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "merge",
      description = "merge (RFC 7396), which is the only one.")
  private String type = "merge";

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  /// Where the patch comes from.
  static final class Source {
    @Option(
        names = {"-p", "--patch"},
        paramLabel = "PATCH",
        description = "In JSON or YAML.")
    private @Nullable String text;

    @Option(
        names = "--patch-file",
        paramLabel = "FILE|-",
        description = "The same from a file, or piped in.")
    private @Nullable String file;
  }

  public PatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!type.equals("merge")) {
      throw misunderstood("--type: " + type + " (expected: merge)");
    }
    if (subresource != null && !subresource.equals("status")) {
      throw misunderstood("--subresource: " + subresource + " (expected: status)");
    }
    return switch (patch()) {
      case Manifests.Read.Unreadable(var problem) -> session.shell().fail(problem);
      case Manifests.Read.Documents(var patches) when patches.size() == 1 ->
          session.with(connection, control -> patch(control, patches.get(0)));
      case Manifests.Read.Documents(var patches) ->
          throw misunderstood("patch: " + patches.size() + " documents (expected: one)");
    };
  }

  private Manifests.Read patch() {
    return source.text == null
        ? Manifests.read(List.of(Objects.requireNonNull(source.file)), session.shell().in())
        : Manifests.read("--patch", source.text);
  }

  private int patch(Control control, JsonNode patch) {
    ResourceName wanted = ResourceName.of(KindName.of(kind), namespace, name);
    return switch (Whereabouts.of(wanted, control)) {
      case Whereabouts.Found.None(var refused) -> session.fail(refused, wanted.toString());
      case Whereabouts.Found.Several(var problem) -> session.shell().fail(problem);
      case Whereabouts.Found.One(var found) ->
          session.tell(
              control.patch(found.path() + (subresource == null ? "" : "/status"), patch),
              found.toString(),
              given -> said(found, given.body()));
    };
  }

  private void said(ResourceName resource, JsonNode now) {
    if (format.format() == Format.table) {
      session.say(resource + ": patched");
    } else {
      Documents.print(
          session.printer(format),
          now,
          _ -> ResourceTable.of(List.of(now), session.shell().clock().instant()));
    }
  }

  private ParameterException misunderstood(String problem) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
  }
}
