package io.maas.app.config;

/// What a process is.
public enum Role {
  /// The data plane alone.
  GATEWAY,
  /// The API and its jobs alone.
  CONTROL,
  /// Both.
  ALL;

  /// Whether this process answers inference.
  public boolean hasGateway() {
    return this != CONTROL;
  }

  /// Whether this process answers the API.
  public boolean hasControl() {
    return this != GATEWAY;
  }
}
