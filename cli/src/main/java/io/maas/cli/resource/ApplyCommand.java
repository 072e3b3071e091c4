package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maas apply`: makes what control holds be as documents say.
@Command(
    name = "apply",
    description = "Creates or changes resources so that they are as the documents say.",
    footer = {"", "Example: maas apply -f models/ -f subscriptions.yaml"})
public final class ApplyCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|-",
      description = "Documents in YAML or JSON: a file, a folder's files, or what is piped in.")
  private List<String> sources = new ArrayList<>();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return switch (Manifests.read(sources, session.shell().in())) {
      case Manifests.Read.Unreadable(var problem) -> session.shell().fail(problem);
      case Manifests.Read.Documents(var documents) -> apply(documents);
    };
  }

  private int apply(ArrayNode documents) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.post("/resources/apply", documents),
                "apply",
                given -> given.entries().forEach(this::say)));
  }

  private void say(JsonNode result) {
    session.say(ResourceName.of(result) + ": " + result.path("result").asText("applied"));
  }
}
