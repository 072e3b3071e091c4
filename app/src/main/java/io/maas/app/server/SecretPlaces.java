package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.domain.resource.SnapshotFeed;
import io.maas.domain.resource.Surroundings.Secrets;
import io.maas.store.file.SecretFiles;
import io.maas.store.file.SecretWatch;
import io.maas.store.kubernetes.KubernetesSecrets;
import io.maas.store.kubernetes.http.ApiAddress;
import io.maas.store.kubernetes.http.ApiServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where credentials come from: files first, then the environment, then the cluster, then the
/// database. What stands nearer to the process wins, so that an operator can always overrule.
record SecretPlaces(
    SecretFiles files, @Nullable KubernetesSecrets cluster, MaasConfig config, Stores stores) {

  private static final int LOOK_SECONDS = 2;

  /// One request for each secret that resources name.
  private static final int ASK_SECONDS = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  static SecretPlaces of(MaasConfig config, Stores stores, Clocks clocks, Undo undo)
      throws IOException {
    ApiAddress api = config.kubernetes();
    KubernetesSecrets cluster = null;
    if (api != null) {
      ApiServer server = undo.closing("Kubernetes", new ApiServer(api, PATIENCE));
      cluster = new KubernetesSecrets(server, clocks.ticker());
    }
    return new SecretPlaces(
        new SecretFiles(config.data().resolve("secrets")), cluster, config, stores);
  }

  /// All of them as they are now.
  Secrets current() {
    List<Secrets> places = new ArrayList<>();
    places.add(files);
    places.add(config.credentials().given());
    if (cluster != null) {
      places.add(cluster);
    }
    places.add(stores.secrets().current());
    return Secrets.firstOf(places);
  }

  /// Has resources compiled anew when a file changes, or a secret of the cluster; the database
  /// tells of its changes itself.
  void watch(SnapshotFeed feed, ScheduledExecutorService jobs) {
    var _ =
        jobs.scheduleWithFixedDelay(
            Quietly.of("files of secrets", new SecretWatch(files, feed::changed)),
            LOOK_SECONDS,
            LOOK_SECONDS,
            TimeUnit.SECONDS);
    if (cluster != null) {
      var _ =
          jobs.scheduleWithFixedDelay(
              Quietly.of("secrets of the cluster", () -> lookAgain(cluster, feed)),
              ASK_SECONDS,
              ASK_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  private static void lookAgain(KubernetesSecrets cluster, SnapshotFeed feed) {
    if (cluster.lookAgain()) {
      feed.changed();
    }
  }
}
