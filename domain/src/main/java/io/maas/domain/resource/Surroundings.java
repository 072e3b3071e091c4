package io.maas.domain.resource;

import io.maas.domain.catalog.Secret;
import java.util.Optional;
import java.util.function.Function;

/// What compiling needs besides the resources.
///
/// @param tenant whose they are
/// @param allowLoopback whether an endpoint may be on this machine
/// @param secrets the credentials that resources refer to
/// @param yaml reads the text that a ConfigMap holds into a tree; throws IllegalArgumentException
/// @param gatewayUrl the gateway's root, which lists of models give as the address of each
public record Surroundings(
    String tenant,
    boolean allowLoopback,
    Secrets secrets,
    Function<String, Object> yaml,
    String gatewayUrl) {

  /// Where credentials come from; nobody can list or print them.
  @FunctionalInterface
  public interface Secrets {
    /// The value under a key of a secret.
    Optional<Secret> find(String namespace, String name, String key);
  }
}
