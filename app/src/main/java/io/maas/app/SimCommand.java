package io.maas.app;

import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import io.maas.simulator.Simulator;
import io.maas.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `maas sim`: a simulator as a process of its own. Its flags are the simulator's business: they go
/// there as they come.
final class SimCommand implements Callable<Integer> {
  private final Shell shell;
  private final CommandSpec spec;

  SimCommand(Shell shell) {
    this.shell = shell;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.name("sim");
    spec.parser().unmatchedOptionsArePositionalParams(true);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FLAG")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("See below.")
            .build());
    List<String> footer = new ArrayList<>(List.of("", "Flags:"));
    footer.addAll(
        Arrays.stream(SimulatorOptions.usage().split("\n"))
            .map(line -> "  " + line.replace("%", "%%"))
            .toList());
    spec.usageMessage()
        .description("Starts an inference server that behaves like vLLM, with simulated models.")
        .footer(footer.toArray(String[]::new));
  }

  /// What picocli needs to know of it.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    List<String> flags = given();
    return switch (SimulatorOptions.parse(flags)) {
      case SimulatorOptions.Parsed.Misunderstood(var message) -> {
        shell.fail(message);
        yield ExitCode.USAGE;
      }
      case SimulatorOptions.Parsed.Understood(var options) -> serve(options);
    };
  }

  private List<String> given() {
    return spec.commandLine().getParseResult().matchedPositionalValue(0, List.<String>of());
  }

  private int serve(SimulatorOptions options) {
    var vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    try {
      Simulator simulator = Simulator.start(vertx, options).await();
      shell.remark("maas: simulator ready at http://" + options.host() + ":" + simulator.port());
      untilToldToEnd(vertx);
      return ExitCode.OK;
    } catch (RuntimeException e) {
      vertx.close();
      return shell.fail("the simulator cannot start: " + e.getMessage());
    }
  }

  private static void untilToldToEnd(Vertx vertx) {
    var told = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
    try {
      told.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
