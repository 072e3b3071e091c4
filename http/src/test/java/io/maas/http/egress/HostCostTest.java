package io.maas.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What it costs a request that its address is checked. The time is printed and not asserted: the
/// machine is shared.
class HostCostTest {

  private static final int TIMES = 2_000_000;

  @Test
  void allocatesNothingForAHostThatIsKnown() {
    List<InetAddress> found = List.of(InetAddress.ofLiteral("10.0.0.1"));
    Host host =
        new Host("a.test", 443, _ -> Future.succeededFuture(found), false, System::nanoTime);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ask(host, TIMES);

    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    ask(host, TIMES);
    long nanos = threads.getCurrentThreadCpuTime() - start;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;

    System.out.printf("a checked address: %d ns of CPU%n", nanos / TIMES);
    assertThat(bytes).isLessThan(TIMES);
  }

  private static void ask(Host host, int times) {
    for (int i = 0; i < times; i++) {
      if (host.addresses().result().used().port() != 443) {
        throw new AssertionError("another port");
      }
    }
  }
}
