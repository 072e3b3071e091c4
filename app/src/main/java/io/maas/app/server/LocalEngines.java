package io.maas.app.server;

import io.maas.app.config.Inference;
import io.maas.app.config.MaasConfig;
import io.maas.control.engine.Engines;
import io.maas.control.engine.Terms;
import io.maas.control.engine.Wanted;
import io.maas.control.engine.http.HealthProbe;
import io.maas.domain.resource.InferencePlaces;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.SnapshotFeed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where models answer that should run here: at one place for all of them, or each at an engine of
/// this process.
///
/// @param engines null where this process runs none
/// @param everywhere where all of them answer then
record LocalEngines(@Nullable Engines engines, InferencePlaces everywhere) {

  /// Opens what the configuration says. Closing ends every engine, and waits for it.
  ///
  /// @param simulator where the simulator is, if there is one
  static LocalEngines open(
      MaasConfig config, @Nullable String simulator, Clocks clocks, Undo undo) {
    InferencePlaces everywhere = InferencePlaces.allAt(config.inference().place(simulator));
    if (!(config.inference() instanceof Inference.Processes(var command, int most))) {
      return new LocalEngines(null, everywhere);
    }
    HealthProbe probe = undo.closing("probe of engines", new HealthProbe());
    Engines engines =
        Engines.open(
            Terms.usual(command, most), probe, config.data().resolve("engines"), clocks.ticker());
    return new LocalEngines(undo.closing("engines", engines), everywhere);
  }

  /// Where they answer, of all resources as they are now.
  InferencePlaces places(List<Resource> all) {
    if (engines == null) {
      return everywhere;
    }
    engines.want(Wanted.in(all));
    return engines.places();
  }

  /// Has resources compiled anew when an engine answers elsewhere, or not any more.
  void watch(SnapshotFeed feed) {
    if (engines != null) {
      engines.onChange(feed::changed);
      feed.changed();
    }
  }
}
