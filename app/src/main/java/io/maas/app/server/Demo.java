package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.simulator.Simulator;
import io.maas.simulator.SimulatorOptions;
import io.maas.simulator.model.ServedModel;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// The models of the demo, and those that should run here where the process says that they are
/// simulated.
final class Demo {

  private Demo() {}

  /// Starts the simulated models unless they answer elsewhere. Returns where they are.
  static String simulator(Vertx vertx, MaasConfig config, Undo undo) {
    URI elsewhere = config.simulator();
    if (elsewhere != null) {
      return elsewhere.toString();
    }
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPort(0)
            .withSettings(SimulatorOptions.defaults().settings().withAnyModel(true))
            .withModels(
                ServedModel.named("ibm-granite/granite-3.1-2b-instruct"),
                ServedModel.named("meta-llama/llama-4-scout"),
                ServedModel.named("google/gemma-4"),
                ServedModel.named("facebook/opt-125m"));
    Simulator simulator = Simulator.start(vertx, options).await();
    undo.add("simulator", () -> simulator.close().await(10, TimeUnit.SECONDS));
    return "http://127.0.0.1:" + simulator.port();
  }
}
