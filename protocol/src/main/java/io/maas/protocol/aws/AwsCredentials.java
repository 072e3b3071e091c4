package io.maas.protocol.aws;

import org.jspecify.annotations.Nullable;

/// Who signs.
///
/// @param accessKey names the secret; travels with each request
/// @param secret never travels
/// @param sessionToken comes with credentials that expire; null with those that do not
public record AwsCredentials(String accessKey, String secret, @Nullable String sessionToken) {

  public AwsCredentials {
    if (accessKey.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException(
          "credentials: without access key or secret (expected: both)");
    }
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "AwsCredentials[accessKey=" + accessKey + "]";
  }
}
