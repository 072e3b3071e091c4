package io.maas.control;

/// What an administrator decides about the control plane's API.
///
/// @param gatewayUrl the gateway's root as clients see it, without a slash at the end
/// @param maxBodyBytes the largest body that is taken; larger ones are refused with 413
public record ControlSettings(String gatewayUrl, int maxBodyBytes) {

  /// The reference's bound of a body: 1 MiB.
  public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

  public ControlSettings {
    if (gatewayUrl.endsWith("/")) {
      throw new IllegalArgumentException(
          "gatewayUrl: " + gatewayUrl + " (expected: no slash at the end)");
    }
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("maxBodyBytes: " + maxBodyBytes + " (expected: >= 1)");
    }
  }

  /// With the default bound of bodies.
  public static ControlSettings of(String gatewayUrl) {
    return new ControlSettings(gatewayUrl, DEFAULT_MAX_BODY_BYTES);
  }
}
