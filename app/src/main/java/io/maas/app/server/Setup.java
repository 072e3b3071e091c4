package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.DemoFacts;
import io.maas.app.start.Progress;
import io.maas.domain.catalog.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is done once everything listens: the first administrator, the resources of the command
/// line, the demo.
final class Setup {

  private Setup() {}

  static @Nullable DemoFacts run(
      MaasConfig config,
      RunningServer.Facts facts,
      Stores stores,
      Snapshots snapshots,
      Clocks clocks,
      Progress progress)
      throws IOException {
    String admin =
        Administrator.token(
            config.data(), stores.database().users(), clocks.secrets(), clocks.dates().instant());
    try (OwnApi api = OwnApi.at(facts.url(), config.tls())) {
      for (Path path : config.resources()) {
        for (Path file : manifests(path)) {
          progress.say("applying " + file);
          OwnApi.Answer answer = api.apply(admin, Files.readString(file));
          if (answer.status() != 200) {
            throw new IllegalArgumentException(file + ": " + answer.body());
          }
        }
      }
      if (!config.demo()) {
        return null;
      }
      progress.say("setting up the demo");
      return new DemoCast(api, admin, snapshots).enter(config.data(), facts);
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
