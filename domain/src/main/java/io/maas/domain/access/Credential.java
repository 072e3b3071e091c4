package io.maas.domain.access;

/// What a caller showed.
public sealed interface Credential {

  /// An API key.
  record Key(ApiKey key) implements Credential {}

  /// A token of an identity provider, local ones included.
  record Token(String text) implements Credential {
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }
}
