package io.maas.domain.secret;

/// Which secret.
public record SecretName(String namespace, String name) {

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
