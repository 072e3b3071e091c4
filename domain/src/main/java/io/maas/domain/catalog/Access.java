package io.maas.domain.catalog;

import org.jspecify.annotations.Nullable;

/// How an endpoint knows us.
public sealed interface Access {

  /// It does not ask.
  record Open() implements Access {}

  /// By a key in `Authorization: Bearer`.
  record Bearer(Secret key) implements Access {}

  /// By a key in a header of its own, as `x-api-key` or `api-key`.
  ///
  /// @param name of the header, in lower case
  record Header(String name, Secret key) implements Access {}

  /// By AWS' signature, version 4, over each request.
  ///
  /// @param accessKey the key's id
  /// @param sessionToken of a temporary credential; null for a lasting one
  record SigV4(
      String accessKey,
      Secret secretKey,
      @Nullable Secret sessionToken,
      String region,
      String service)
      implements Access {}

  /// By a token of Google's that a service account's key is changed into, again before it expires.
  ///
  /// @param key the account's JSON key
  record ServiceAccount(Secret key) implements Access {}
}
