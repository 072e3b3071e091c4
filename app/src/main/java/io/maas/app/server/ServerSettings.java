package io.maas.app.server;

import io.maas.http.NativeTransport;
import io.maas.http.Tls;
import io.maas.store.postgres.PostgresSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a process is told at start.
///
/// @param roles what it is
/// @param host the address it listens on
/// @param port for clients; 0 for a free one
/// @param managementPort for operators; 0 for a free one
/// @param data its directory
/// @param demo whether it brings the demo's resources, users and simulated models
/// @param files resources to apply at start
/// @param postgres the database; null for one of its own in the data directory
/// @param simulator where the demo's models answer; null for a simulator of its own
/// @param tls for the clients' listener; null for none
/// @param transport how sockets are driven
/// @param allowLoopback whether models may answer on this machine
public record ServerSettings(
    Set<Role> roles,
    String host,
    int port,
    int managementPort,
    Path data,
    boolean demo,
    List<Path> files,
    @Nullable PostgresSettings postgres,
    @Nullable URI simulator,
    @Nullable Tls tls,
    NativeTransport transport,
    boolean allowLoopback) {

  /// The tenant that there always is.
  public static final String TENANT = "models-as-a-service";

  public ServerSettings {
    roles = Set.copyOf(roles);
    files = List.copyOf(files);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles: none (expected: gateway, control or both)");
    }
  }

  /// The root under which clients reach it.
  String urlAt(int actualPort) {
    String shown = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    return (tls == null ? "http://" : "https://") + shown + ":" + actualPort;
  }
}
