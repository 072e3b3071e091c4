package io.maas.app;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.DataDirectory;
import io.maas.app.server.RunningServer;
import io.maas.app.start.CannotStart;
import io.maas.app.start.PortOwner;
import io.maas.app.start.Ports;
import io.maas.app.start.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Claims what a server needs of this machine, runs it, and puts it away when the process is told
/// to end.
final class Composition implements Server {

  @Override
  public void run(MaasConfig config, Progress progress) throws CannotStart {
    switch (DataDirectory.claim(config.data())) {
      case DataDirectory.Claim.Refused(String problem) -> throw new CannotStart(problem);
      case DataDirectory.Claim.Held(DataDirectory directory) -> serve(config, progress, directory);
    }
  }

  private static void serve(MaasConfig config, Progress progress, DataDirectory directory)
      throws CannotStart {
    try (directory) {
      Ports ports = new Ports(new PortOwner(Path.of("/proc")));
      ports.check("port", config.host(), config.port());
      ports.check("management-port", config.host(), config.managementPort());
      if (config.role().hasControl()) {
        ports.check("internal-port", config.internal().host(), config.internal().port());
      }
      serve(config, progress);
    } catch (IOException e) {
      throw new CannotStart("cannot start: " + e.getMessage(), e);
    }
  }

  private static void serve(MaasConfig config, Progress progress) throws CannotStart, IOException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    SecondSignal.endsAtOnce();
    // before anything is started, so that nothing of it is left when it is ended at once
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(told, ended), "shutdown"));
    try (RunningServer _ = start(config, progress)) {
      told.await();
      progress.say("draining");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private static RunningServer start(MaasConfig config, Progress progress)
      throws CannotStart, IOException {
    try {
      return RunningServer.start(config, progress);
    } catch (RuntimeException e) {
      throw new CannotStart("cannot start: " + e.getMessage(), e);
    }
  }

  private static void endAndWait(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
