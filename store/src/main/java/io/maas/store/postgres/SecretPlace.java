package io.maas.store.postgres;

import io.maas.domain.secret.SecretName;

/// Where a value stands, in one text. No part of it may have a slash, or two places would be one;
/// the API refuses such names.
final class SecretPlace {

  private SecretPlace() {}

  static String of(SecretName name, String key) {
    return name.namespace() + "/" + name.name() + "/" + key;
  }
}
