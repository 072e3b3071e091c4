package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.domain.resource.SnapshotFeed;
import io.maas.domain.resource.Surroundings.Secrets;
import io.maas.store.file.SecretFiles;
import io.maas.store.file.SecretWatch;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Where credentials come from: files first, then the environment, then the database. What stands
/// nearer to the process wins, so that an operator can always overrule.
record SecretPlaces(SecretFiles files, MaasConfig config, Stores stores) {

  private static final int LOOK_SECONDS = 2;

  static SecretPlaces of(MaasConfig config, Stores stores) {
    return new SecretPlaces(new SecretFiles(config.data().resolve("secrets")), config, stores);
  }

  /// All of them as they are now.
  Secrets current() {
    return Secrets.firstOf(
        List.of(files, config.credentials().given(), stores.secrets().current()));
  }

  /// Has resources compiled anew when a file changes; the database tells of its changes itself.
  void watch(SnapshotFeed feed, ScheduledExecutorService jobs) {
    var _ =
        jobs.scheduleWithFixedDelay(
            Quietly.of("files of secrets", new SecretWatch(files, feed::changed)),
            LOOK_SECONDS,
            LOOK_SECONDS,
            TimeUnit.SECONDS);
  }
}
