package io.maas.domain.resource;

import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.metering.Layout;
import io.maas.domain.notice.Lookout;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Keeps the snapshots of now, one for each tenant: compiles all resources when a change is
/// announced, and every half minute in case none was. Changes that come together are compiled
/// together.
///
/// A compilation that fails leaves the last snapshots in force: an old answer is better than none.
public final class SnapshotFeed implements Snapshots, AutoCloseable {

  private final Resources resources;
  private final Compile compile;
  private final Listeners listeners;
  private final Lookout lookout;
  private volatile boolean closed;
  private volatile Compilation current;

  private SnapshotFeed(
      Resources resources,
      Compile compile,
      Listeners listeners,
      ScheduledExecutorService executor,
      Compilation first) {
    this.resources = resources;
    this.compile = compile;
    this.listeners = listeners;
    this.lookout = new Lookout(this::refresh, executor);
    this.current = first;
  }

  /// Turns resources into a snapshot.
  @FunctionalInterface
  public interface Compile {
    Compilation compile(long version, List<Resource> all);
  }

  /// Who hears of what.
  ///
  /// @param statuses what to say of each resource, after each compilation; may block
  /// @param failures what went wrong with a compilation or with the one above
  public record Listeners(
      Consumer<Map<ResourceKey, Map<String, Object>>> statuses, Consumer<Throwable> failures) {}

  /// Compiles once, and from then on whenever something changes. Blocks, and throws if the store
  /// cannot tell what there is.
  ///
  /// @param executor runs what comes later; stays the caller's to shut down
  public static SnapshotFeed start(
      Resources resources,
      Notices notices,
      Compile compile,
      Listeners listeners,
      ScheduledExecutorService executor) {
    Compilation first =
        compile.compile(resources.version(), resources.list(Resources.Selection.ALL));
    SnapshotFeed feed = new SnapshotFeed(resources, compile, listeners, executor, first);
    feed.lookout.start(
        notices,
        notice ->
            switch (notice) {
              case Notice.ResourcesChanged(), Notice.Resynchronised() -> true;
              case Notice.KeyRevoked _,
                  Notice.KeyChanged _,
                  Notice.UserChanged _,
                  Notice.EpochChanged _ ->
                  false;
            });
    return feed;
  }

  @Override
  public Snapshot current() {
    return current.current();
  }

  @Override
  public Snapshot of(String tenant) {
    return current.of(tenant);
  }

  @Override
  public Stream<Snapshot> all() {
    return current.all();
  }

  @Override
  public Tenants tenants() {
    return current.tenants();
  }

  @Override
  public Layout layout() {
    return current.layout();
  }

  /// Something that resources refer to has changed: they are compiled anew, soon.
  public void changed() {
    lookout.soon();
  }

  /// Compiles no more; the last snapshot stays.
  @Override
  public void close() {
    closed = true;
  }

  private synchronized void refresh() {
    if (closed) {
      return;
    }
    try {
      // The version first: if something changes in between, the next look has a higher one.
      long version = resources.version();
      Compilation compilation = compile.compile(version, resources.list(Resources.Selection.ALL));
      current = compilation;
      listeners.statuses().accept(compilation.statuses());
    } catch (RuntimeException e) {
      listeners.failures().accept(e);
    }
  }
}
