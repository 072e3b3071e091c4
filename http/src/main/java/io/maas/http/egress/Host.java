package io.maas.http.egress;

import io.maas.domain.catalog.Whereabouts;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One host: what its name stands for, checked each time that it is looked up. The addresses that
/// passed are the ones that are connected to, so that a name that means something else a moment
/// later leads nowhere else.
///
/// For one event loop.
final class Host {

  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  /// After this an answer is looked up again while it is used.
  static final Duration FRESH = Duration.ofSeconds(10);

  /// After this an answer is no longer used until it was looked up again.
  static final Duration GOOD = Duration.ofSeconds(30);

  /// How long an answer is used when names cannot be looked up any more.
  static final Duration KEPT = Duration.ofMinutes(5);

  private final String name;
  private final int port;
  private final Lookup lookup;
  private final boolean allowLoopback;
  private final LongSupplier ticker;
  private @Nullable Future<Addresses> asking;
  private @Nullable Future<Addresses> answer;

  /// When a look-up ended last, and when one succeeded last.
  private long askedAt;

  private long knownAt;

  Host(String name, int port, Lookup lookup, boolean allowLoopback, LongSupplier ticker) {
    this.name = name;
    this.port = port;
    this.lookup = lookup;
    this.allowLoopback = allowLoopback;
    this.ticker = ticker;
  }

  /// Where it is now; completed already but for the first time, and after a while of silence.
  Future<Addresses> addresses() {
    Future<Addresses> last = answer;
    if (last == null) {
      return ask();
    }
    long age = ticker.getAsLong() - askedAt;
    if (age < FRESH.toNanos()) {
      return last;
    }
    Future<Addresses> next = ask();
    return age < GOOD.toNanos() && last.succeeded() ? last : next;
  }

  /// Whether it was not asked for in a long time.
  boolean forgotten() {
    return asking == null && ticker.getAsLong() - askedAt > KEPT.toNanos();
  }

  private Future<Addresses> ask() {
    if (asking != null) {
      return asking;
    }
    Future<Addresses> asked = find().transform(this::answered);
    if (!asked.isComplete()) {
      asking = asked;
    }
    return asked;
  }

  private Future<List<InetAddress>> find() {
    return Whereabouts.literal(name)
        .map(address -> Future.succeededFuture(List.of(address)))
        .orElseGet(() -> lookup.find(name));
  }

  private Future<Addresses> answered(AsyncResult<List<InetAddress>> found) {
    asking = null;
    askedAt = ticker.getAsLong();
    Future<Addresses> last = answer;
    if (found.failed()) {
      boolean keeps = last != null && last.succeeded() && askedAt - knownAt < KEPT.toNanos();
      answer = keeps ? last : null;
      return keeps && last != null ? last : Future.failedFuture(found.cause());
    }
    knownAt = askedAt;
    List<InetAddress> allowed = found.result().stream().filter(this::isAllowed).toList();
    Future<Addresses> next =
        allowed.isEmpty()
            ? refused(found.result())
            : Future.succeededFuture(new Addresses(allowed, port));
    answer = next;
    return next;
  }

  private boolean isAllowed(InetAddress address) {
    return switch (Whereabouts.of(address)) {
      case ELSEWHERE -> true;
      case THIS_MACHINE -> allowLoopback;
      case OFF_LIMITS -> false;
    };
  }

  private Future<Addresses> refused(List<InetAddress> found) {
    String addresses = String.join(", ", found.stream().map(InetAddress::getHostAddress).toList());
    LOG.atWarn()
        .setMessage("upstream not connected to")
        .addKeyValue("host", name)
        .addKeyValue("found", addresses)
        .addKeyValue("expected", "an address of another machine")
        .log();
    return Future.failedFuture(
        new AddressRefused(name + ": " + addresses + " (expected: an address of another machine)"));
  }
}
