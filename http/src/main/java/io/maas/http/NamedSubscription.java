package io.maas.http;

import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscription that a client names by `X-MaaS-Subscription`.
public final class NamedSubscription {

  private NamedSubscription() {}

  /// Reads the headers: the last that says something counts, as in the reference. Null if none
  /// does.
  public static @Nullable String in(MultiMap headers) {
    String first = headers.get(Headers.SUBSCRIPTION);
    if (first == null) {
      return null; // as of nearly every request
    }
    List<String> all = headers.getAll(Headers.SUBSCRIPTION);
    for (String value : all.reversed()) {
      if (!value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }
}
