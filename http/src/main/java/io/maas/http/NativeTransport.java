package io.maas.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How sockets are driven. io_uring carries about twice the requests of epoll per core but is often
/// forbidden in containers, so it is probed for at start and epoll is what comes next.
public enum NativeTransport {
  IO_URING,
  EPOLL,
  NIO;

  /// The fastest that this kernel allows.
  public static NativeTransport best() {
    return Arrays.stream(values()).filter(NativeTransport::isAvailable).findFirst().orElse(NIO);
  }

  /// The one of that name, `auto` being the best; empty if there is none such.
  public static Optional<NativeTransport> named(String name) {
    return name.equals("auto")
        ? Optional.of(best())
        : Arrays.stream(values()).filter(t -> t.toString().equals(name)).findFirst();
  }

  /// Whether it can be used here.
  public boolean isAvailable() {
    Transport transport = transport();
    return transport != null && transport.available();
  }

  /// An event loop group on this transport.
  public Vertx start(VertxOptions options) {
    return Vertx.builder().with(options).withTransport(transport()).build();
  }

  /// As in the configuration and on the start-up line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private @Nullable Transport transport() {
    return switch (this) {
      case IO_URING -> Transport.IO_URING;
      case EPOLL -> Transport.EPOLL;
      case NIO -> Transport.NIO;
    };
  }
}
