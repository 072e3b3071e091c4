package io.maas.app.server;

import io.maas.domain.catalog.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What is done once everything listens: the first administrator, the resources of the command
/// line, the demo.
final class Setup {

  private Setup() {}

  static void run(
      ServerSettings settings,
      Server.Facts facts,
      Stores stores,
      Snapshots snapshots,
      Clocks clocks,
      Consumer<String> progress)
      throws IOException {
    String admin =
        Administrator.token(
            settings.data(), stores.database().users(), clocks.secrets(), clocks.dates().instant());
    try (OwnApi api = new OwnApi(facts.url())) {
      for (Path path : settings.files()) {
        for (Path file : manifests(path)) {
          progress.accept("applying " + file);
          OwnApi.Answer answer = api.apply(admin, Files.readString(file));
          if (answer.status() != 200) {
            throw new IllegalArgumentException(file + ": " + answer.body());
          }
        }
      }
      if (settings.demo()) {
        progress.accept("setting up the demo");
        new DemoCast(api, admin, snapshots).enter(settings.data(), facts);
      }
    }
  }

  private static List<Path> manifests(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Setup::isManifest).sorted().toList();
    }
  }

  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }
}
