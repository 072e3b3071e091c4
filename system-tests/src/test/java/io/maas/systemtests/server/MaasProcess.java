package io.maas.systemtests.server;

import io.maas.app.data.DemoFacts;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `maas up` as a process of its own: with `--demo` gateway, control plane and PostgreSQL, or a
/// gateway alone. It may be killed and started again on the same data and the same ports.
public final class MaasProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("maas is ready at (\\S+)\\s");
  private static final Pattern MANAGEMENT = Pattern.compile("metrics +(\\S+)/metrics\\s");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path data;
  private final List<String> flags;
  private final Map<String, String> environment;
  private final @Nullable Path program;
  private String url = "";
  private int port;
  private int managementPort;
  private int starts;
  private @Nullable Launched running;

  private MaasProcess(
      Path data, List<String> flags, Map<String, String> environment, @Nullable Path program) {
    this.data = data;
    this.flags = flags;
    this.environment = environment;
    this.program = program;
  }

  /// Starts all of it with the demo and returns when it is ready.
  ///
  /// @param data its data directory, which need not exist
  /// @param flags of `maas up`, beside ports and data
  public static MaasProcess start(Path data, String... flags) {
    return start(data, Map.of(), flags);
  }

  /// The same, with more variables in its environment.
  public static MaasProcess start(Path data, Map<String, String> environment, String... flags) {
    return start(data, List.of("--demo"), environment, flags);
  }

  /// Starts a gateway alone and returns when it listens. It has no [#facts].
  ///
  /// @param data its data directory, which need not exist
  /// @param flags of `maas up`, beside ports and data; `--postgres` among them
  public static MaasProcess gateway(Path data, String... flags) {
    return start(data, List.of("--role", "gateway", "--allow-loopback"), Map.of(), flags);
  }

  /// The same of a program that was built elsewhere.
  ///
  /// @param program the folder with its jars
  public static MaasProcess gatewayOf(Path program, Path data, String... flags) {
    List<String> all = new ArrayList<>(List.of("--role", "gateway", "--allow-loopback"));
    all.addAll(List.of(flags));
    MaasProcess maas = new MaasProcess(data, all, Map.of(), program);
    maas.start();
    return maas;
  }

  private static MaasProcess start(
      Path data, List<String> what, Map<String, String> environment, String... flags) {
    List<String> all = new ArrayList<>(what);
    all.addAll(List.of(flags));
    MaasProcess maas = new MaasProcess(data, all, environment, null);
    maas.start();
    return maas;
  }

  /// Starts it again where it was.
  public void start() {
    List<String> arguments = new ArrayList<>(List.of("up"));
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(List.of("--management-port", Integer.toString(managementPort)));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(flags);
    starts++;
    Launched started = launch(arguments);
    running = started;
    try {
      url = started.await(READY).group(1);
      port = URI.create(url).getPort();
      managementPort = URI.create(started.await(MANAGEMENT).group(1)).getPort();
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  private Launched launch(List<String> arguments) {
    try {
      Path log = data.resolveSibling(data.getFileName() + "-" + starts);
      ProcessBuilder builder =
          program == null ? Program.process(arguments) : Program.process(program + "/*", arguments);
      builder.environment().putAll(environment);
      return Launched.start(builder, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it wrote down for those who use it.
  public DemoFacts facts() {
    return DemoFacts.read(data)
        .orElseThrow(() -> new IllegalStateException(data + " (expected: demo.env in it)"));
  }

  /// The root for clients.
  public String url() {
    return url;
  }

  /// The root for operators.
  public String managementUrl() {
    return "http://127.0.0.1:" + managementPort;
  }

  /// Its data directory.
  public Path data() {
    return data;
  }

  /// Returns when nothing runs and all that was recorded is in the ledger.
  public void awaitDrained() {
    Caller operator = Caller.at(managementUrl());
    Eventually.holds(
        "the journal is drained",
        PATIENCE,
        () -> {
          String metrics = operator.get("/metrics").expect(200).body();
          return Stream.of("maas_requests_running", "maas_journal_backlog_bytes")
              .allMatch(gauge -> metrics.contains("\n" + gauge + " 0.0\n"));
        });
  }

  /// All that it said since it was last started.
  public String said() {
    return launched().said();
  }

  /// The database that it keeps in its data directory.
  public OrphanedPostgres postgres() {
    return new OrphanedPostgres(data);
  }

  /// `kill -9`. Its PostgreSQL runs on, as it would on any machine.
  public void kill() {
    launched().kill();
    running = null;
  }

  /// Sends SIGTERM and waits for its end.
  ///
  /// @return its exit code
  public int terminate() {
    int code = launched().terminate();
    running = null;
    return code;
  }

  Launched launched() {
    Launched now = running;
    if (now == null) {
      throw new IllegalStateException("maas is not running (expected: started)");
    }
    return now;
  }

  /// Ends it if it runs, and sees to it that nothing of it is left.
  ///
  /// @throws IllegalStateException if it left something running although it ended in order
  @Override
  public void close() {
    if (running != null && running.process().isAlive()) {
      terminate();
      List<Long> left = postgres().processes();
      postgres().stop();
      if (!left.isEmpty()) {
        throw new IllegalStateException("processes " + left + " run on (expected: none)");
      }
    }
    postgres().stop();
  }
}
