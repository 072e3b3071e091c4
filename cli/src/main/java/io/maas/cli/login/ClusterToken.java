package io.maas.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.maas.cli.shell.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The token that a cluster knows the caller by.
final class ClusterToken {
  private static final Path OF_POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

  private ClusterToken() {}

  /// That of the kubeconfig's current user, else that of the pod.
  static Optional<String> of(Shell shell) {
    Path config =
        shell
            .variable("KUBECONFIG")
            .map(list -> Path.of(list.split(File.pathSeparator, -1)[0]))
            .orElseGet(() -> shell.home().resolve(".kube/config"));
    return ofConfig(config).or(() -> content(OF_POD));
  }

  private static Optional<String> ofConfig(Path config) {
    if (!Files.isReadable(config)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = YAMLMapper.builder().build().readTree(config.toFile());
      JsonNode context = named(tree.path("contexts"), tree.path("current-context").asText(""));
      JsonNode user = named(tree.path("users"), context.path("context").path("user").asText(""));
      String token = user.path("user").path("token").asText("");
      String file = user.path("user").path("tokenFile").asText("");
      return token.isEmpty() && !file.isEmpty()
          ? content(config.resolveSibling(file))
          : Optional.of(token).filter(text -> !text.isEmpty());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode entry : list) {
      if (entry.path("name").asText("").equals(name)) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }

  private static Optional<String> content(Path file) {
    try {
      return Files.isReadable(file)
          ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
