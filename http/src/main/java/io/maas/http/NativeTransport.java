package io.maas.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.Locale;
import java.util.Optional;

/// How sockets are driven. io_uring carries about twice the requests of epoll per core but is often
/// forbidden in containers, so it is probed for at start and epoll is what comes next.
public enum NativeTransport {
  IO_URING(Transport.IO_URING),
  EPOLL(Transport.EPOLL),
  NIO(Transport.NIO);

  private final Transport transport;

  NativeTransport(Transport transport) {
    this.transport = transport;
  }

  /// The fastest that this kernel allows.
  public static NativeTransport best() {
    for (NativeTransport candidate : values()) {
      if (candidate.isAvailable()) {
        return candidate;
      }
    }
    return NIO;
  }

  /// The one of that name, `auto` being the best; empty if there is none such.
  public static Optional<NativeTransport> named(String name) {
    if (name.equals("auto")) {
      return Optional.of(best());
    }
    for (NativeTransport candidate : values()) {
      if (candidate.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Whether it can be used here.
  public boolean isAvailable() {
    return transport != null && transport.available();
  }

  /// An event loop group on this transport.
  public Vertx start(VertxOptions options) {
    return Vertx.builder().with(options).withTransport(transport).build();
  }

  /// As in the configuration and on the start-up line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
