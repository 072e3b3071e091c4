package io.maas.control.call;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a call comes from.
///
/// @param address of the other end of the connection
/// @param cookies that a browser brought
/// @param origin what a browser says of the page that calls; null if nothing is said
/// @param host that was called; null if nothing is said
public record Visitor(
    String address, Map<String, String> cookies, @Nullable String origin, @Nullable String host) {

  public Visitor {
    cookies = Map.copyOf(cookies);
  }

  @Override
  public String toString() {
    return "Visitor[" + address + "]";
  }
}
