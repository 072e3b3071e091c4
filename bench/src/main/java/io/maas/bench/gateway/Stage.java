package io.maas.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.app.data.DemoFacts;
import io.maas.bench.engine.Engine;
import io.maas.bench.process.Child;
import io.maas.bench.process.FreePort;
import io.maas.bench.process.Pages;
import io.maas.http.NativeTransport;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that runs: an engine and the control plane with its database on one core, and on the
/// other, one at a time under load, nginx and the gateways.
///
/// The gateways and the control plane are started with the launcher, so that what is measured is
/// what people start.
final class Stage implements AutoCloseable {

  private static final Map<String, String> AS_IT_IS_BUILT = Map.of("MAAS_NO_BUILD", "1");

  private final Path launcher;
  private final Path folder;
  private final Deque<Child> children = new ArrayDeque<>();
  private final List<Target> targets = new ArrayList<>();
  private final int enginePort;
  private final DemoFacts demo;

  /// Starts all of it, or nothing.
  ///
  /// @param root of the repository
  /// @param folder for data and logs; somebody else deletes it
  Stage(Path root, Path folder, Set<NativeTransport> transports) throws IOException {
    this.launcher = root.resolve("maas");
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      enginePort = engine();
      targets.add(new Target("engine alone", enginePort, null, "", 0));
      int nginxPort = FreePort.next();
      Child nginx = keep(Nginx.start(folder, nginxPort, enginePort));
      nginx.awaitPort(nginxPort);
      targets.add(new Target("nginx", nginxPort, nginx, "", 0));
      demo = control();
      for (NativeTransport transport : transports) {
        targets.add(gateway(transport));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private int engine() throws IOException {
    int port = FreePort.next();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Engine.class.getName(),
            Integer.toString(port));
    keep(Child.start("engine", folder, command, Map.of())).awaitPort(port);
    return port;
  }

  private DemoFacts control() throws IOException {
    Path data = folder.resolve("control");
    List<String> command =
        up("control", FreePort.next(), FreePort.next(), data, "--demo", "--simulator-url");
    command.add("http://127.0.0.1:" + enginePort);
    Child control = keep(Child.start("control", folder, command, AS_IT_IS_BUILT));
    control.await("done with the demo's stage", () -> Files.exists(DemoFacts.fileIn(data)));
    return DemoFacts.read(data).orElseThrow();
  }

  private Target gateway(NativeTransport transport) throws IOException {
    int port = FreePort.next();
    int management = FreePort.next();
    String name = "maas " + transport;
    List<String> command =
        up("gateway", port, management, folder.resolve(transport.toString()), "--allow-loopback");
    command.addAll(List.of("--transport", transport.toString()));
    command.addAll(List.of("--postgres", demo.postgresUrl()));
    Child gateway = keep(Child.measured("gateway-" + transport, folder, command, AS_IT_IS_BUILT));
    gateway.awaitPort(port);
    gateway.awaitPort(management);
    return new Target(name, port, gateway, demo.loadKey(), management);
  }

  private List<String> up(String role, int port, int management, Path data, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(launcher.toString(), "up", "--role", role));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--management-port", Integer.toString(management)));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(more));
    return command;
  }

  private Child keep(Child child) {
    children.push(child);
    return child;
  }

  /// What load is put on; the engine first, nginx second.
  List<Target> targets() {
    return targets;
  }

  /// How many requests the engine was asked to answer.
  long engineRequests() throws IOException {
    String counts = Pages.get("http://127.0.0.1:" + enginePort + "/", "");
    return Json.MAPPER.readTree(counts).path("requests").longValue();
  }

  /// What the ledger holds of all gateways.
  Reconciliation.Ledger ledger() throws IOException {
    String answer = Pages.get(demo.url() + "/maas-api/v1/usage?group_by=user", demo.adminToken());
    long requests = 0;
    long tokens = 0;
    for (JsonNode row : Json.MAPPER.readTree(answer).path("data")) {
      requests += row.path("requests").longValue();
      tokens += row.path("total_tokens").longValue();
    }
    return new Reconciliation.Ledger(requests, tokens);
  }

  /// Stops everything, last started first. A second time it does nothing.
  @Override
  public void close() {
    synchronized (children) {
      while (!children.isEmpty()) {
        children.pop().close();
      }
    }
  }
}
