package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.DemoFacts;
import io.maas.app.follow.Follower;
import io.maas.app.follow.Source;
import io.maas.app.follow.Watch;
import io.maas.app.start.Progress;
import io.maas.domain.catalog.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done once everything listens: the first administrator, the demo, the resources of the
/// command line. These come last, so that they win over the demo's.
final class Setup {

  /// How often files are looked at that nobody says have changed.
  private static final Duration SELDOM = Duration.ofSeconds(5);

  private Setup() {}

  static @Nullable DemoFacts run(
      MaasConfig config,
      RunningServer.Facts facts,
      Stores stores,
      ControlRole control,
      Snapshots snapshots,
      Clocks clocks,
      Progress progress,
      Undo undo)
      throws IOException {
    String admin =
        Administrator.token(
            config.data(),
            stores.database().users(),
            control.trail(),
            clocks.secrets(),
            clocks.dates().instant());
    DemoFacts demo = null;
    if (config.demo()) {
      progress.say("setting up the demo");
      try (OwnApi api = OwnApi.at(facts.url(), config.tls())) {
        demo =
            new DemoCast(api, control.own().demo().reveal(), admin, snapshots)
                .enter(config.data(), facts);
      }
    }
    if (!config.resources().isEmpty()) {
      follow(config, facts.url(), control.own().files().reveal(), clocks, progress, undo);
    }
    return demo;
  }

  private static void follow(
      MaasConfig config, String url, String token, Clocks clocks, Progress progress, Undo undo) {
    config.resources().forEach(path -> progress.say("applying and following " + path));
    List<Source> sources = config.resources().stream().map(Source::of).toList();
    Follower follower =
        new Follower(
            sources,
            new OwnDeclarations(() -> OwnApi.at(url, config.tls()), token),
            clocks.ticker());
    follower.look();
    undo.closing("follower", Watch.start(follower, sources, SELDOM));
  }
}
