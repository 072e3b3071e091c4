package io.maas.http;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes the gateway's own ids of requests: UUIDv7, which sort by time.
public final class RequestIds {

  private static final int LONGEST_CLIENT_ID = 128;

  private final InstantSource clock;
  private final RandomGenerator random;

  public RequestIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// The next id.
  public UUID next() {
    long high = clock.millis() << 16 | 0x7000 | random.nextLong() >>> 52;
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /// A client's own id if it is one that may be written into headers and logs: at most 128 of
  /// `[A-Za-z0-9._-]`. Else null.
  public static @Nullable String acceptable(@Nullable String clientId) {
    if (clientId == null || clientId.isEmpty() || clientId.length() > LONGEST_CLIENT_ID) {
      return null;
    }
    for (int i = 0; i < clientId.length(); i++) {
      char c = clientId.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '.' && c != '_' && c != '-') {
        return null;
      }
    }
    return clientId;
  }
}
