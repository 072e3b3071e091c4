package io.maas.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  private static final String GOOD = "10.0.0.1";

  private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 1000);
  private final Deque<Future<List<InetAddress>>> answers = new ArrayDeque<>();
  private int asked;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "0.0.0.9",
        "::1",
        "::",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
      })
  void refusesANameThatStandsForThisMachineUnlessThatIsAllowed(String address) {
    dns(address);
    assertThat(refused(host(false))).contains("model.example: ", "an address of another machine");

    dns(address);
    assertThat(host(true).addresses().succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.1.1",
        "fe80::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "::169.254.169.254",
        "::ffff:0:a9fe:a9fe",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::",
      })
  void refusesANameThatStandsForTheLinkOrForMetadataInAnyCase(String address) {
    dns(address);
    refused(host(false));
    dns(address);
    refused(host(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {GOOD, "172.16.0.1", "192.168.0.1", "8.8.8.8", "fd00::1", "2001:db8::1"})
  void takesOtherMachines(String address) {
    dns(address);
    assertThat(used(host(false))).isEqualTo(InetAddress.ofLiteral(address).getHostAddress());
  }

  @Test
  void usesOnlyTheAddressesThatItMay() {
    dns("127.0.0.1", GOOD, "169.254.169.254", "10.0.0.2");
    Host host = host(false);

    Addresses found = host.addresses().result();
    assertThat(found.size()).isEqualTo(2);
    assertThat(used(host)).isEqualTo(GOOD);
    found.dead(found.used());
    assertThat(used(host)).isEqualTo("10.0.0.2");
    found.dead(found.used());
    assertThat(used(host)).isEqualTo(GOOD);
  }

  @Test
  void checksAnAddressThatIsWrittenOutWithoutAskingForIt() {
    Host metadata = new Host("169.254.169.254", 80, this::lookup, true, ticker::get);
    Host engine = new Host("[fd00::1]", 80, this::lookup, false, ticker::get);

    assertThat(metadata.addresses().failed()).isTrue();
    assertThat(engine.addresses().succeeded()).isTrue();
    assertThat(asked).isZero();
  }

  @Test
  void goesOnUsingTheCheckedAddressWhileTheNameAlreadyMeansAnother() {
    dns(GOOD);
    Host host = host(false);
    assertThat(used(host)).isEqualTo(GOOD);

    dns("127.0.0.1");
    pass(Host.FRESH.minusNanos(1));
    assertThat(used(host)).as("fresh: nobody asks").isEqualTo(GOOD);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void refusesANameThatIsReboundOnceItIsLookedUpAgain() {
    dns(GOOD);
    Host host = host(false);
    assertThat(used(host)).isEqualTo(GOOD);

    dns("169.254.169.254");
    pass(Host.FRESH);
    assertThat(used(host)).as("the address that was checked").isEqualTo(GOOD);
    assertThat(asked).isEqualTo(2);
    assertThat(host.addresses().failed()).as("and then not even that").isTrue();
    assertThat(asked).as("a refusal lasts for a while").isEqualTo(2);

    dns(GOOD);
    pass(Host.FRESH);
    assertThat(used(host)).isEqualTo(GOOD);
  }

  @Test
  void followsANameThatMovesWithinHalfAMinute() {
    dns(GOOD);
    Host host = host(false);
    assertThat(used(host)).isEqualTo(GOOD);

    Promise<List<InetAddress>> slow = Promise.promise();
    answers.add(slow.future());
    pass(Host.FRESH);
    assertThat(used(host)).as("while it is looked up").isEqualTo(GOOD);
    pass(Host.GOOD.minus(Host.FRESH));
    Future<Addresses> waiting = host.addresses();
    assertThat(waiting.isComplete()).as("too old to be used").isFalse();
    assertThat(asked).as("one look-up at once").isEqualTo(2);

    slow.complete(List.of(InetAddress.ofLiteral("10.0.0.9")));
    assertThat(waiting.result().used().hostAddress()).isEqualTo("10.0.0.9");
    assertThat(used(host)).isEqualTo("10.0.0.9");
  }

  @Test
  void keepsAnAddressForFiveMinutesWhileNamesCannotBeLookedUp() {
    dns(GOOD);
    Host host = host(false);
    assertThat(used(host)).isEqualTo(GOOD);

    for (int seconds = 60; seconds < Host.KEPT.toSeconds(); seconds += 60) {
      pass(Duration.ofSeconds(60));
      answers.add(Future.failedFuture(new UnknownHostException("model.example")));
      assertThat(used(host)).isEqualTo(GOOD);
    }
    pass(Duration.ofSeconds(60));
    answers.add(Future.failedFuture(new UnknownHostException("model.example")));
    assertThat(host.addresses().cause()).isInstanceOf(UnknownHostException.class);
  }

  private Host host(boolean allowLoopback) {
    return new Host("model.example", 443, this::lookup, allowLoopback, ticker::get);
  }

  private Future<List<InetAddress>> lookup(String name) {
    asked++;
    return Objects.requireNonNull(answers.poll(), () -> "nobody was to ask for " + name);
  }

  private void dns(String... addresses) {
    answers.add(
        Future.succeededFuture(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList()));
  }

  private void pass(Duration time) {
    ticker.addAndGet(time.toNanos());
  }

  private static String used(Host host) {
    Future<Addresses> found = host.addresses();
    assertThat(found.cause()).isNull();
    return found.result().used().hostAddress();
  }

  private static String refused(Host host) {
    Future<Addresses> found = host.addresses();
    assertThat(found.cause()).isInstanceOf(AddressRefused.class);
    return String.valueOf(found.cause().getMessage());
  }
}
