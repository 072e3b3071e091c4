package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.resource.Yaml;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.SnapshotFeed;
import io.maas.domain.resource.SnapshotFeed.Compile;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.testkit.resource.InMemoryResources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotFeedTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final Announcements notices = new Announcements();
  private final InMemoryResources resources = new InMemoryResources(() -> NOW, notices);
  private final BlockingQueue<Map<ResourceKey, Map<String, Object>>> statuses =
      new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final AtomicInteger compilations = new AtomicInteger();

  private static final class Announcements implements Notices, Consumer<Notice> {
    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void subscribe(Consumer<Notice> listener) {
      listeners.add(listener);
    }

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public void accept(Notice notice) {
      listeners.forEach(listener -> listener.accept(notice));
    }
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private SnapshotFeed feed(Compile compile) throws InterruptedException {
    SnapshotFeed feed =
        SnapshotFeed.start(
            resources,
            notices,
            compile,
            new SnapshotFeed.Listeners(statuses::add, failures::add),
            executor);
    next();
    return feed;
  }

  private Map<ResourceKey, Map<String, Object>> next() throws InterruptedException {
    Map<ResourceKey, Map<String, Object>> next = statuses.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("a compilation within ten seconds").isNotNull();
    return next == null ? Map.of() : next;
  }

  private Compile compiler() {
    Surroundings surroundings =
        new Surroundings("t", true, (_, _, _) -> Optional.empty(), Yaml::tree, "http://gateway");
    Compiler compiler = new Compiler();
    return (version, all) -> {
      compilations.incrementAndGet();
      return compiler.compile(version, all, surroundings, NOW);
    };
  }

  private void declareModel(String name) {
    resources.put(
        Resource.draft(
            new ResourceKey(Kind.MODEL_REF, "llm", name),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(
                "spec",
                Map.of(
                    "modelRef", Map.of("kind", "LLMInferenceService", "name", name),
                    "endpoints", List.of(Map.of("url", "http://127.0.0.1:9"))))));
  }

  @Test
  void knowsWhatThereIsFromTheStart() throws Exception {
    declareModel("granite");

    SnapshotFeed feed = feed(compiler());

    assertThat(feed.current().model(new ModelId("llm", "granite"))).isPresent();
    assertThat(feed.current().version()).isEqualTo(resources.version());
  }

  @Test
  void compilesWhatChanges() throws Exception {
    SnapshotFeed feed = feed(compiler());

    declareModel("granite");
    Map<ResourceKey, Map<String, Object>> told = next();

    assertThat(feed.current().model(new ModelId("llm", "granite"))).isPresent();
    assertThat(told).containsKey(new ResourceKey(Kind.MODEL_REF, "llm", "granite"));
  }

  @Test
  void compilesAgainWhenNoticesWereMissed() throws Exception {
    SnapshotFeed feed = feed(compiler());
    int before = compilations.get();

    notices.accept(new Notice.KeyRevoked("id"));
    notices.accept(new Notice.UserChanged("t", "u"));
    notices.accept(new Notice.Resynchronised());
    next();

    assertThat(compilations.get()).isEqualTo(before + 1);
    feed.close();
  }

  @Test
  void compilesOnceForChangesThatComeTogether() throws Exception {
    SnapshotFeed feed = feed(compiler());
    int before = compilations.get();

    // The one thread is kept busy while many changes are announced.
    CountDownLatch announced = new CountDownLatch(1);
    executor.execute(() -> {
      try {
        announced.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    for (int i = 0; i < 50; i++) {
      declareModel("m" + i);
    }
    announced.countDown();
    next();

    assertThat(compilations.get()).isEqualTo(before + 1);
    assertThat(feed.current().models()).hasSize(50);
  }

  @Test
  void keepsTheLastSnapshotWhereCompilingFails() throws Exception {
    AtomicInteger broken = new AtomicInteger();
    Compile compiler = compiler();
    SnapshotFeed feed =
        feed((version, all) -> {
          if (broken.get() > 0) {
            throw new IllegalStateException("broken");
          }
          return compiler.compile(version, all);
        });
    declareModel("granite");
    next();

    broken.set(1);
    declareModel("phi");
    Throwable failure = failures.poll(10, TimeUnit.SECONDS);

    assertThat(failure).hasMessage("broken");
    assertThat(feed.current().model(new ModelId("llm", "granite"))).isPresent();
  }

  @Test
  void compilesNoMoreOnceClosed() throws Exception {
    SnapshotFeed feed = feed(compiler());
    feed.close();
    int before = compilations.get();

    declareModel("granite");
    executor.shutdown();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(compilations.get()).isEqualTo(before);
    assertThat(failures).isEmpty();
  }

  @Test
  void writesEachStatusOnceOnly() throws Exception {
    StatusWriter writer = new StatusWriter(resources);
    feed(compiler());
    declareModel("granite");
    Map<ResourceKey, Map<String, Object>> told = next();
    long version = resources.version();

    writer.accept(told);
    long written = resources.list(Selection.ALL).getFirst().resourceVersion();
    writer.accept(told);

    Resource granite = resources.list(Selection.ALL).getFirst();
    assertThat(granite.status()).containsKey("phase");
    assertThat(granite.resourceVersion()).isEqualTo(written);
    assertThat(granite.generation()).isEqualTo(1);
    assertThat(resources.version()).isEqualTo(version);
  }
}
