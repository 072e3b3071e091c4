package io.maas.control.engine;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts and ends processes.
final class Launch {

  /// What is ours to know: credentials of providers are in such variables.
  private static final String OURS = "MAAS_";

  /// What it takes until a process is gone that was killed.
  private static final Duration KILLING = Duration.ofSeconds(2);

  private Launch() {}

  /// A port of this machine that nobody listens on.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts a process whose two outputs are one, with our environment but for what is ours.
  static Process start(List<String> words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    forget(builder.environment());
    return builder.start();
  }

  /// Takes what is ours out of an environment.
  static void forget(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith(OURS));
  }

  /// Ends a process and all that it started: asks first, and kills what has not gone then.
  ///
  /// @param before what it was seen to have started, which is nobody's child once it is gone itself
  static void end(ProcessHandle process, Collection<ProcessHandle> before, Duration grace) {
    Set<ProcessHandle> all = new HashSet<>(before);
    all.addAll(process.descendants().toList());
    all.add(process);
    all.forEach(ProcessHandle::destroy);
    await(all, grace);
    all.forEach(ProcessHandle::destroyForcibly);
    await(all, KILLING);
  }

  private static void await(Set<ProcessHandle> processes, Duration most) {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      var _ = CompletableFuture.allOf(ends).get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // What has not gone by now is killed, or has been.
    }
  }
}
