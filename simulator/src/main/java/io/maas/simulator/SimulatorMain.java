package io.maas.simulator;

import io.maas.simulator.SimulatorOptions.Parsed;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a simulator as a process of its own, until it is told to end.
public final class SimulatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorMain.class);

  private SimulatorMain() {}

  /// Starts a simulator by its flags; ends with status 2 where they are not understood and 1 where
  /// it cannot start.
  public static void main(String[] args) {
    var flags = List.of(args);
    if (flags.contains("--help")) {
      System.out.print(SimulatorOptions.usage());
      return;
    }
    switch (SimulatorOptions.parse(flags)) {
      case Parsed.Misunderstood(var message) -> {
        System.err.println(message);
        System.exit(2);
      }
      case Parsed.Understood(var options) -> run(options);
    }
  }

  private static void run(SimulatorOptions options) {
    var vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
    Simulator.start(vertx, options)
        .onSuccess(simulator ->
            LOG.atInfo()
                .setMessage("simulator is ready")
                .addKeyValue("host", options.host())
                .addKeyValue("port", simulator.port())
                .addKeyValue("native_transport", vertx.isNativeTransportEnabled())
                .log())
        .onFailure(e -> {
          System.err.println("the simulator cannot start: " + e.getMessage());
          System.exit(1);
        });
  }
}
