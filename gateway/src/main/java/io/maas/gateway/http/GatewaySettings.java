package io.maas.gateway.http;

import io.maas.gateway.upstream.UpstreamSettings;
import io.maas.http.ClientAddresses;
import java.time.Duration;

/// What a gateway is told at start.
///
/// @param publicUrl the root under which clients reach it, without a slash at the end
/// @param largestBody bytes of a request's body that are taken
/// @param bytesInFlight bytes of all bodies that are held at once
/// @param bodyTimeout until a request's body is here
/// @param upstream how engines are reached
/// @param clients tells where requests come from
public record GatewaySettings(
    String publicUrl,
    long largestBody,
    long bytesInFlight,
    Duration bodyTimeout,
    UpstreamSettings upstream,
    ClientAddresses clients) {

  private static final long MIB = 1024 * 1024;

  /// A gateway that stands behind no proxy.
  public GatewaySettings(
      String publicUrl,
      long largestBody,
      long bytesInFlight,
      Duration bodyTimeout,
      UpstreamSettings upstream) {
    this(
        publicUrl,
        largestBody,
        bytesInFlight,
        bodyTimeout,
        upstream,
        ClientAddresses.WITHOUT_PROXIES);
  }

  /// 32 MiB a body, 512 MiB at once.
  public static GatewaySettings defaults(String publicUrl) {
    return new GatewaySettings(
        publicUrl, 32 * MIB, 512 * MIB, Duration.ofSeconds(60), UpstreamSettings.DEFAULTS);
  }

  /// The same, with engines that are reached so.
  public GatewaySettings with(UpstreamSettings other) {
    return new GatewaySettings(publicUrl, largestBody, bytesInFlight, bodyTimeout, other, clients);
  }

  /// The same, behind these proxies.
  public GatewaySettings with(ClientAddresses others) {
    return new GatewaySettings(
        publicUrl, largestBody, bytesInFlight, bodyTimeout, upstream, others);
  }

  public GatewaySettings {
    if (largestBody < 1 || bytesInFlight < largestBody) {
      throw new IllegalArgumentException(
          "bytesInFlight: " + bytesInFlight + " (expected: >= largestBody, " + largestBody + ")");
    }
    if (!bodyTimeout.isPositive()) {
      throw new IllegalArgumentException("bodyTimeout: " + bodyTimeout + " (expected: > 0)");
    }
  }
}
