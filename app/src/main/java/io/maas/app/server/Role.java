package io.maas.app.server;

/// What a process can be; most often it is all of them.
public enum Role {
  /// The data plane.
  GATEWAY,
  /// The REST API and its jobs.
  CONTROL
}
