package io.maas.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Who asks a second time wants no more of draining: the first SIGTERM or Ctrl-C ends the process
/// in order, the next one at once. The JVM by itself does not hear the second one.
final class SecondSignal {

  private static final List<String> SIGNALS = List.of("TERM", "INT");

  /// What the process exits with is this and the signal's number, as shells have it.
  private static final int ENDED_BY_SIGNAL = 128;

  private SecondSignal() {}

  /// Listens to signals from now on; where a JVM cannot, all stays as it was.
  static void endsAtOnce() {
    AtomicBoolean first = new AtomicBoolean(true);
    try {
      // by name, as the compiler warns of a class that every JDK has but no standard
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method number = type.getMethod("getNumber");
      InvocationHandler end =
          (_, _, signals) -> {
            int code = ENDED_BY_SIGNAL + (int) number.invoke(signals[0]);
            if (first.getAndSet(false)) {
              Thread.ofPlatform().name("end").start(() -> System.exit(code));
            } else {
              Runtime.getRuntime().halt(code);
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, end);
      for (String name : SIGNALS) {
        Object signal = type.getConstructor(String.class).newInstance(name);
        type.getMethod("handle", type, handler).invoke(null, signal, proxy);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return; // such a JVM ends in order, however often it is asked
    }
  }
}
